/** One thing that can be picked. */
export interface Choice {
  /** Unique among the choices. */
  key: string;
  name: string;
  /** Said beside it in few words. */
  note?: string;
  /** Whether it holds already; picking it then takes it away. */
  picked?: boolean;
}
