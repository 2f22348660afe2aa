export declare class OriginFault extends Error {}
export declare const DEVELOPMENT_ORIGIN: string;
export declare function checkOrigin(given: string | undefined): string;
export declare function checkShare(given: string): string;
export declare function defaultShare(origin: string): string;
export declare function manifestFor(manifest: string, origin: string): string;
export declare function catalogRegistry(catalogId: string, share: string): { readonly trust: Buffer; readonly distrust: Buffer };
