/** What one add-in holds at the host: kept references, event registrations, and the counts of the request at work. */
import type { Area } from "../../src/model.js";
import { movedColumns } from "../model/columns.js";
import { movedArea } from "../model/structure.js";
import type { ModelChange, WorkbookModel } from "../model/workbook.js";
import type { Profile } from "../host/profile.js";
import type { ApiObject } from "./api-class.js";
import { rangeTooLarge } from "./host-error.js";

export interface Registration {
  readonly type: number;
  readonly target: string;
}

/** 5,000,000 cells in one get or set, on every platform. */
export const MAX_CELLS = 5_000_000;

interface HasAreas {
  area?: Area;
  areas?: Area[];
  sheet: unknown;
}

export class ApiSession {
  readonly references = new Map<string, ApiObject>();
  /** Registrations counted: two contexts register twice. */
  readonly registrations = new Map<string, number>();
  /** Files of workbooks made in this session, by id. */
  readonly created: Uint8Array[] = [];
  enableEvents = true;
  cellsRead = 0;
  cellsWritten = 0;
  private nextReference = 1;

  constructor(
    readonly book: WorkbookModel,
    readonly profile: Profile,
    /** A workbook that the add-in made and opened; null: nobody shows it. */
    readonly onNewWorkbook: ((bytes: Uint8Array) => void) | null = null,
  ) {
    book.onChange((change) => this.follow(change));
  }

  keep(object: ApiObject): string {
    object.referenceId ??= `R${this.nextReference++}`;
    this.references.set(object.referenceId, object);
    return object.referenceId;
  }

  release(id: string): void {
    const object = this.references.get(id);
    if (object) object.referenceId = null;
    this.references.delete(id);
  }

  register(type: number, target: string, by: 1 | -1): void {
    const key = `${type}:${target}`;
    const count = (this.registrations.get(key) ?? 0) + by;
    if (count > 0) this.registrations.set(key, count);
    else this.registrations.delete(key);
  }

  isRegistered(type: number, target: string): boolean {
    return this.registrations.has(`${type}:${target}`);
  }

  /** Counts cells of a read. @throws HostError RangeExceedsLimit (unless the profile answers null, as some hosts do) */
  countRead(cells: number): boolean {
    if (cells > MAX_CELLS) {
      if (this.profile.overLimit === "null") return false;
      throw rangeTooLarge();
    }
    this.cellsRead += cells;
    return true;
  }

  /** @throws HostError RangeExceedsLimit */
  countWritten(cells: number): void {
    if (cells > MAX_CELLS) throw rangeTooLarge();
    this.cellsWritten += cells;
  }

  /** Kept ranges move with their cells. */
  private follow(change: ModelChange): void {
    if (change.kind !== "rowsMoved" && change.kind !== "columnsMoved") return;
    const moved = change.kind === "rowsMoved" ? movedArea : movedColumns;
    for (const { target } of this.references.values()) {
      const ranges = target as HasAreas;
      if (ranges.sheet !== change.sheet) continue;
      if (ranges.area) ranges.area = moved(ranges.area, change.at, change.by) ?? ranges.area;
      if (ranges.areas) ranges.areas = ranges.areas.map((area) => moved(area, change.at, change.by) ?? area);
    }
  }
}
