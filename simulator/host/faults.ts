/** Faults on purpose: what networks, other users and the person at the keyboard do to an add-in's requests. */
export type Fault =
  /** Refused before anything was done. */
  | { readonly kind: "refuse"; readonly code: string; readonly status?: number }
  /** Actions up to this part of the request (0–1) were done, then an error. */
  | { readonly kind: "breakOff"; readonly part: number; readonly code: string }
  /** Everything was done, but the answer is an error. */
  | { readonly kind: "lost"; readonly code: string }
  /** Never answered; done or not. */
  | { readonly kind: "silent"; readonly done: boolean }
  | { readonly kind: "delay"; readonly ms: number }
  /** Answered only after the request that follows it. */
  | { readonly kind: "late" };

/** Faults by number of the request, counted from 0 since `restart`; office.js's own housekeeping is not counted and never faulted. */
export class FaultPlan {
  private readonly planned = new Map<number, Fault>();
  private every: Fault | null = null;
  private count = 0;

  /** Forgets all faults and counts from 0 again. */
  restart(): this {
    this.planned.clear();
    this.every = null;
    this.count = 0;
    return this;
  }

  at(request: number, fault: Fault): this {
    this.planned.set(request, fault);
    return this;
  }

  /** The fault of each request from now on, until `restart`. */
  always(fault: Fault): this {
    this.every = fault;
    return this;
  }

  /** Requests seen since `restart`. */
  get seen(): number {
    return this.count;
  }

  next(): Fault | null {
    return this.planned.get(this.count++) ?? this.every;
  }
}
