/** One line of a FactSet, both texts escaped already. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}
