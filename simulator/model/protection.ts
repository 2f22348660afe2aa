/** Passwords of protected sheets: those given here in plain, those of files as hashes. They keep nobody out; they prevent mistakes. */
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";

export interface Protection {
  protected: boolean;
  options: Record<string, unknown>;
  /** Given by `protect`; null: none, or only its hash is known. */
  password: string | null;
  /** Attributes of a file's sheetProtection that hold the hash. */
  hash?: Readonly<Record<string, string>>;
}

/** The 16-bit hash of old files (ECMA-376 part 4, 14.7.1), four hexadecimal digits. */
export function legacyHash(password: string): string {
  const bytes = new TextEncoder().encode(password).slice(0, 255);
  let hash = 0;
  for (let at = bytes.length - 1; at >= 0; at--) hash = (((hash >> 14) & 1) | ((hash << 1) & 0x7fff)) ^ bytes[at]!;
  hash = (((hash >> 14) & 1) | ((hash << 1) & 0x7fff)) ^ bytes.length ^ 0xce4b;
  return hash.toString(16).toUpperCase().padStart(4, "0");
}

const HASHES: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { "SHA-1": sha1, "SHA-256": sha256, "SHA-384": sha384, "SHA-512": sha512 };

function modernHash(password: string, { algorithmName = "SHA-512", saltValue = "", spinCount = "0" }: Readonly<Record<string, string>>): string | null {
  const hash = HASHES[algorithmName];
  if (hash === undefined) return null;
  const salt = Uint8Array.from(atob(saltValue), (char) => char.charCodeAt(0));
  const text = new Uint8Array(password.length * 2);
  for (let at = 0; at < password.length; at++) text.set([password.charCodeAt(at) & 255, password.charCodeAt(at) >> 8], at * 2);
  let value = hash(new Uint8Array([...salt, ...text]));
  const round = new Uint8Array(value.length + 4);
  const view = new DataView(round.buffer);
  for (let n = 0; n < Number(spinCount); n++) {
    round.set(value);
    view.setUint32(value.length, n, true);
    value = hash(round);
  }
  return btoa(String.fromCharCode(...value));
}

/** Whether the password takes the protection off. */
export function opens(protection: Protection, password: unknown): boolean {
  const { password: plain, hash } = protection;
  if (plain !== null) return plain === password;
  if (hash === undefined) return true;
  if (typeof password !== "string") return false;
  if (hash["hashValue"] !== undefined) return modernHash(password, hash) === hash["hashValue"];
  return hash["password"] === undefined || legacyHash(password) === hash["password"].toUpperCase().padStart(4, "0");
}
