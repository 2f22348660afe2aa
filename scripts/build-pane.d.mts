export interface BuildOptions {
  readonly production?: boolean;
  readonly log?: (text: string) => void;
}

export declare const FIRST_LOAD_BUDGET: number;
export declare const OFFLINE_FILE: string;
/** Builds if a source is newer than the last build. Resolves to dist's path. */
export declare function ensurePane(options?: BuildOptions): Promise<string>;
export declare function buildPane(options?: BuildOptions): Promise<void>;
