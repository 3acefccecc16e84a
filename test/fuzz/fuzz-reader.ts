/** What the fuzzer must know of one reader: where its text comes from, and what it may say to it. */

export interface Input {
  /** Of the seed it was made from; a reader of several files takes it for that one. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** `value`, or the codes of the problems it was refused with. */
export type Outcome = string;

/** A reader that is ready to read. It throws for what a reader must never do; `judge` has the words for it. */
export interface OpenReader {
  read(input: Input): Outcome | Promise<Outcome>;
  close?(): Promise<void> | void;
}

export interface FuzzReader {
  /** As `--reader` names it. Its seeds, and inputs that once were a fault, lie in `corpus/<name>/`. */
  readonly name: string;
  /** Files of src that this reads through. */
  readonly covers: readonly string[];
  /** Files of the project that are seeds too: what is shipped. */
  readonly shipped?: readonly string[];
  /** Seeds that have to be made: an archive, a bundle. */
  readonly made?: () => readonly Input[] | Promise<readonly Input[]>;
  /** Words of the format, thrown in here and there. */
  readonly words?: readonly string[];
  /** How its seeds can be changed by their parts and not by their bytes alone. */
  readonly shape?: 'json' | 'yaml';
  /** What its seeds as they stand come to; left out, a value. */
  readonly taken?: Outcome;
  /** How many times dearer than most one reading is: so many times fewer are run. */
  readonly cost?: number;
  /** `scratch` is a folder of its own. */
  open(scratch: string): OpenReader | Promise<OpenReader>;
}
