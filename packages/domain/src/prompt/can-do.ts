/** What whoever asks can do about what they hear: three short lines. */
export interface CanDo {
  /** Themselves. */
  readonly myself: string;
  readonly passOn: string;
  /** What they do not touch. */
  readonly leave: string;
}

/** Those who may be at a record or a door, the one that counts first where somebody has several. */
export const askingRoles = ['income', 'asb', 'legal', 'lead', 'officer', 'operative'] as const;
export type AskingRole = (typeof askingRoles)[number];

/** In whose place somebody asks; who has none of these asks as an officer does. */
export function askingRoleOf(held: readonly string[]): AskingRole {
  return askingRoles.find((role) => held.includes(role)) ?? 'officer';
}

const apart = {
  en: {
    myself: 'Listen, and write it down in their words.',
    passOn: 'Repairs, danger, complaints, and where they need help.',
    leave: 'Your own case with them. What they tell you here is not for it.',
  },
  cy: {
    myself: 'Gwrando, a’i ysgrifennu yn eu geiriau nhw.',
    passOn: 'Atgyweiriadau, perygl, cwynion, a lle mae angen help arnynt.',
    leave: 'Eich achos eich hun gyda nhw. Nid ar gyfer hwnnw y mae’r hyn a ddywedant yma.',
  },
};

/**
 * What ships, until a landlord writes its own. UNREVIEWED: the Welsh is written without a Welsh speaker and not yet read
 * by one.
 */
export const shippedCanDo: Readonly<Record<AskingRole, { readonly en: CanDo; readonly cy: CanDo }>> = {
  income: apart,
  asb: apart,
  legal: apart,
  lead: {
    en: {
      myself: 'Decide what your team may decide, and answer what was said.',
      passOn: 'Danger, safeguarding, the law, and what the board decides.',
      leave: 'Promises that have no owner, money or date yet.',
    },
    cy: {
      myself: 'Penderfynu’r hyn y caiff eich tîm ei benderfynu, ac ateb yr hyn a ddywedwyd.',
      passOn: 'Perygl, diogelu, y gyfraith, a’r hyn y mae’r bwrdd yn ei benderfynu.',
      leave: 'Addewidion sydd heb berchennog, arian na dyddiad eto.',
    },
  },
  officer: {
    en: {
      myself: 'Write down what they say, book a repair or a call, tell them what came of it.',
      passOn: 'Danger, safeguarding, complaints, and what another team decides.',
      leave: 'Promises of money, a move, a date, or a decision that is not yours.',
    },
    cy: {
      myself: 'Ysgrifennu’r hyn a ddywedant, trefnu atgyweiriad neu alwad, dweud beth ddaeth ohono.',
      passOn: 'Perygl, diogelu, cwynion, a’r hyn y mae tîm arall yn ei benderfynu.',
      leave: 'Addewidion o arian, symud, dyddiad, neu benderfyniad nad yw’n eiddo i chi.',
    },
  },
  operative: {
    en: {
      myself: 'Put right what your job covers, and write down the rest.',
      passOn: 'Other repairs, danger, damp, and complaints.',
      leave: 'Promises of another job, a date or money.',
    },
    cy: {
      myself: 'Cywiro’r hyn y mae eich gwaith yn ei gynnwys, ac ysgrifennu’r gweddill.',
      passOn: 'Atgyweiriadau eraill, perygl, lleithder, a chwynion.',
      leave: 'Addewidion o waith arall, dyddiad neu arian.',
    },
  },
};
