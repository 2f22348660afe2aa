/** Errors as the host answers them: code, message and status as Excel sends them. */
export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** "Range.values"; filled in by the processor if the thrower does not know. */
    public location = "",
  ) {
    super(message);
  }
}

export const invalidArgument = (): HostError => new HostError("InvalidArgument", "The argument is invalid or missing or has an incorrect format.");
export const wrongShape = (): HostError => new HostError("InvalidArgument", "The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
export const itemNotFound = (): HostError => new HostError("ItemNotFound", "The requested resource doesn't exist.", 404);
export const itemExists = (): HostError => new HostError("ItemAlreadyExists", "A resource with the same name or identifier already exists.", 409);
export const accessDenied = (): HostError => new HostError("AccessDenied", "You cannot perform the requested operation.", 401);
export const invalidOperation = (message: string): HostError => new HostError("InvalidOperation", message);
export const rangeTooLarge = (): HostError => new HostError("RangeExceedsLimit", "The cell count in the range has exceeded the maximum supported number.");
/** What the simulator does not have: loud, so that nothing passes by silence. */
export const unknownMember = (member: string): HostError => new HostError("ApiNotFound", `simulated host: ${member}`, 404);
export const belowRequirement = (member: string, set: string): HostError =>
  new HostError("ApiNotFound", `The API you are trying to use could not be found. It may be available in a newer version of Excel. (${member} needs ${set})`, 404);
