import type { DrawingName } from '../../markdown/directives.ts';

/** The paths of a drawing, in a square of 64: dark lines, and one part in brick red. */
interface Lines {
  readonly ink: string;
  readonly accent: string;
}

/**
 * The drawings of the text in simple words: one line weight, people from behind or from the side. They repeat the
 * sentences beside them, so they have no text alternative.
 */
export const drawings: Readonly<Record<DrawingName, Lines>> = {
  // A house with a door and two lit windows.
  klub: {
    ink: 'M8 58V24L32 8l24 16v34M4 58h56M26 58V42q6-4 12 0v16',
    accent: 'M15 38v-8q4-3 8 0v8zM41 38v-8q4-3 8 0v8z',
  },
  // Three people from behind, the middle one nearer.
  ludzie: {
    ink: 'M11 27a5 5 0 1 1 .1 0M53 27a5 5 0 1 1 .1 0M3 52V40q0-8 8-8 4 0 6 2M61 52V40q0-8-8-8-4 0-6 2',
    accent: 'M32 26a7 7 0 1 1 .1 0M19 58V42q0-11 13-11t13 11v16',
  },
  // A map marker above a street.
  miejsce: {
    ink: 'M4 58h18M42 58h18M12 50 8 58M52 50l4 8',
    accent: 'M32 58Q14 34 14 24a18 18 0 0 1 36 0q0 10-18 34zM32 31a7 7 0 1 1 .1 0',
  },
  // A clock that shows half past seven.
  zegar: {
    ink: 'M32 58a26 26 0 1 1 .1 0M32 12v3M32 49v3M12 32h3M49 32h3',
    accent: 'M32 32v15M32 32l-7 8',
  },
  // A mobile telephone that rings.
  telefon: {
    ink: 'M22 6h20q3 0 3 3v46q0 3-3 3H22q-3 0-3-3V9q0-3 3-3zM29 51h6',
    accent: 'M12 24q-4 8 0 16M52 24q4 8 0 16M6 20q-6 12 0 24M58 20q6 12 0 24',
  },
  // Two people from the side who talk.
  rozmowa: {
    ink: 'M14 34a7 7 0 1 1 .1 0M4 58v-8q0-11 10-11t10 11v8M50 34a7 7 0 1 1 .1 0M40 58v-8q0-11 10-11t10 11v8',
    accent: 'M22 6h20q3 0 3 3v8q0 3-3 3h-7l-5 5v-5h-8q-3 0-3-3V9q0-3 3-3z',
  },
  // A sheet with lines and a signature.
  umowa: {
    ink: 'M12 6h30l10 10v42H12zM42 6v10h10M20 26h24M20 34h24',
    accent: 'M20 48q4-8 6 0t6-2 4 2h8',
  },
  // A teacher's board and two who look at it.
  zajecia: {
    ink: 'M16 48a5 5 0 1 1 .1 0M48 48a5 5 0 1 1 .1 0M6 60q1-8 10-8t10 8M38 60q1-8 10-8t10 8',
    accent: 'M8 32V6h48v26zM16 15h20M16 23h12',
  },
  // A fork in a road.
  wybor: {
    ink: 'M32 60V40M32 40Q12 34 12 10M32 40q20-6 20-30',
    accent: 'm5 17 7-9 7 9M45 17l7-9 7 9',
  },
  // A cross in a circle, as a sign for help.
  pomoc: {
    ink: 'M32 58a26 26 0 1 1 .1 0',
    accent: 'M32 20v24M20 32h24',
  },
  // A work bag.
  praca: {
    ink: 'M6 20h52v34H6zM22 20v-6q0-4 4-4h12q4 0 4 4v6',
    accent: 'M6 36h20M38 36h20M26 30h12v12H26z',
  },
  // A bed under a roof.
  dom: {
    ink: 'M4 30 32 8l28 22M11 26v32M53 26v32',
    accent: 'M19 58V38M19 51h26v7M19 44h14q12 0 12 7',
  },
  // An open gate with bars, and a person who has left.
  brama: {
    ink: 'M6 58V14q14-12 28 0v10M15 9v49M25 9v49M34 48v10',
    accent: 'M48 24a6 6 0 1 1 .1 0M38 58V40q0-11 10-11t10 11v18',
  },
  // A bottle set aside, and a hot drink.
  kubek: {
    ink: 'M10 58V32q0-6 5-9V8h8v15q5 3 5 9v26z',
    accent: 'M36 36h17v14q0 8-8 8t-9-8zM53 40q6 0 6 5t-6 5M41 29q-3-4 0-8M48 29q-3-4 0-8',
  },
  // Somebody with a walking stick, and a heart.
  zdrowie: {
    ink: 'M22 18a6 6 0 1 1 .1 0M11 58V35q0-12 11-12t11 12v23M33 38h7q4 0 4 4v16',
    accent: 'M48 30q-11-7-11-14 0-6 5-6 4 0 6 4 2-4 6-4 5 0 5 6 0 7-11 14z',
  },
  // Somebody from behind with a suitcase.
  walizka: {
    ink: 'M22 19a7 7 0 1 1 .1 0M10 58V37q0-13 12-13t12 13v21',
    accent: 'M41 36h18v22H41zM46 36v-5q0-2 2-2h4q2 0 2 2v5',
  },
  // Two people from behind, one with an arm round the other.
  razem: {
    ink: 'M22 20a7 7 0 1 1 .1 0M9 58V39q0-14 13-14 7 0 11 6 6 10 15 7',
    accent: 'M45 28a6 6 0 1 1 .1 0M34 58V47q0-13 11-13t12 13v11',
  },
  // A rake and a leaf.
  grabie: {
    ink: 'M22 6v34M7 58v-8q0-10 15-10t15 10v8M17 44v14M27 44v14',
    accent: 'M38 34q-2-18 20-20 2 22-20 20zM34 40l14-16',
  },
  // An envelope.
  list: {
    ink: 'M6 14h52v38H6z',
    accent: 'm6 16 26 20 26-20',
  },
};
