/** Types of the script, for its tests. */
export interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

export interface Delivered {
  /** `zod@4.6.7`. */
  readonly id: string;
  readonly name: string;
  readonly said: string | undefined;
}

export declare function deliveredPackages(lock: Lock): readonly Delivered[];
export declare function developmentPackages(lock: Lock): readonly Delivered[];
export declare function notTakenHere(packages: readonly Delivered[]): readonly string[];
export declare function notTaken(packages: readonly Delivered[]): readonly string[];
export declare function notices(packages: readonly Delivered[]): string;
