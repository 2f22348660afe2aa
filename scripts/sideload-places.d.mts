type Command = [program: string, args: string[]];

export declare function manifestId(manifest: string): string;
export declare function windowsCommands(id: string, manifestPath: string): { readonly register: Command; readonly registered: Command; readonly unregister: Command };
export declare function macTarget(home: string, id: string): string;
