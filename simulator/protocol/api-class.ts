/** How a class of Excel's API is described: properties, children and methods by their names on the wire, each with its requirement set. */
import type { ApiSession } from "./session.js";

/** Minor version of ExcelApi 1.x. */
export type Since = number;

export interface Property<T> {
  readonly since: Since;
  readonly get: (target: T, session: ApiSession) => unknown;
  readonly set?: (target: T, value: unknown, session: ApiSession) => void;
  /** Loaded by load() without names. */
  readonly scalar?: false;
}

export interface Child<T> {
  readonly since: Since;
  readonly get: (target: T, session: ApiSession) => ApiObject | null;
}

export interface Method<T> {
  readonly since: Since;
  /** Returns an ApiObject or null where the client expects an object, else the value. */
  readonly call: (target: T, args: readonly unknown[], session: ApiSession) => unknown;
}

export interface ApiClass<T> {
  readonly name: string;
  /** Keys that name the object in every answer: Id, _Id. */
  readonly identity?: (target: T) => Record<string, unknown>;
  /** True for Range and RangeAreas, which live by reference ids. */
  readonly referable?: boolean;
  readonly properties?: Readonly<Record<string, Property<T>>>;
  readonly children?: Readonly<Record<string, Child<T>>>;
  readonly methods?: Readonly<Record<string, Method<T>>>;
  /** Collections. */
  readonly items?: (target: T, session: ApiSession) => readonly ApiObject[];
  readonly item?: (target: T, key: unknown, session: ApiSession) => ApiObject | null;
}

export class ApiObject {
  /** Given by _KeepReference. */
  referenceId: string | null = null;
  constructor(
    readonly type: ApiClass<unknown>,
    readonly target: unknown,
  ) {}

  identity(): Record<string, unknown> {
    const known = this.type.identity?.(this.target) ?? {};
    return this.referenceId === null ? known : { ...known, _ReferenceId: this.referenceId };
  }
}

export function bind<T>(type: ApiClass<T>, target: T): ApiObject {
  return new ApiObject(type as unknown as ApiClass<unknown>, target);
}

/** A plain stored property: read and written as it is. */
export function stored<T>(since: Since, get: (target: T) => unknown, set?: (target: T, value: never) => void): Property<T> {
  return { since, get: (target) => get(target), ...(set ? { set: (target: T, value: unknown) => set(target, value as never) } : {}) };
}

/** "Values" → "values", "_KeepReference" stays. */
export function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
