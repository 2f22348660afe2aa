export interface Packed {
  readonly target: string;
  readonly origin: string;
  readonly share: string;
  /** Whether the guide was printed to PDF. */
  readonly printed: boolean;
}

/** @throws OriginFault for an address, a share or a folder that will not do */
export declare function pack(options: { readonly origin?: string; readonly share?: string; readonly out: string }): Promise<Packed>;
