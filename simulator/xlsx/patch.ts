/** A part with pieces replaced, compressed as it goes; nothing is done until the first piece differs. */
import { PartPacker, type PackedPart } from "./zip-writer.js";

export class Patch {
  private packer: PartPacker | null = null;
  private done = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Puts `text` in the place of bytes [from, to). Places have to come in order. */
  replace(from: number, to: number, text: string): void {
    if (from < this.done) throw new RangeError("a piece out of order");
    this.packer ??= new PartPacker();
    if (from > this.done) this.packer.bytes(this.bytes.subarray(this.done, from));
    this.packer.text(text);
    this.done = to;
  }

  get changed(): boolean {
    return this.packer !== null;
  }

  /** null if nothing was replaced. */
  finish(name: string): PackedPart | null {
    if (this.packer === null) return null;
    this.packer.bytes(this.bytes.subarray(this.done));
    return this.packer.finish(name);
  }
}
