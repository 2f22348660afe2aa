/** Relative to the package's dist, with forward slashes. */
export declare const officeFiles: readonly string[];
