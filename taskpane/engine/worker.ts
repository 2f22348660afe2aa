/** The engine's thread. Loaded when the first sheets are read, not with the pane. */
import { expose } from "comlink";
import { builtInProfiles, defaultProfileId } from "../../src/profile/built-in.js";
import { createEngine } from "./engine.js";

const profile = builtInProfiles.get(defaultProfileId);
if (profile === undefined) throw new Error(`no built-in profile ${defaultProfileId}`);
expose(createEngine(profile));
