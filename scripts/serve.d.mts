export interface ServeOptions {
  readonly root: string;
  readonly port?: number;
  readonly book?: { readonly path: string; readonly name: string };
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer; readonly ca?: string | Buffer };
  readonly strict?: boolean;
}

export interface Served {
  /** With a slash at its end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export declare function serve(options: ServeOptions): Promise<Served>;
