export type PageIn = 'en' | 'cy';

/** What the page on which somebody leaves an ask says. */
export const leavePageWords = {
  en: {
    language: 'en-GB',
    name: 'English',
    ask: {
      heading: 'Stop taking part',
      says: [
        'You told us something, and you got a letter, an e-mail or a text about it. You can leave it here. You need not say why.',
        'It changes nothing about your home or your tenancy.',
      ],
    },
    left: {
      heading: 'You have left',
      says: [
        'Nobody will contact you about this any more. What is in the post already may still come.',
        'What you said before stays as you said it. To have it taken out, tell any of us.',
      ],
    },
    back: {
      heading: 'You are taking part again',
      says: ['You hear from us about it again. You can leave at any time.'],
    },
    unknown: {
      heading: 'This code does not work',
      says: ['Look at it again. A code works for 90 days. You can also tell any of us that you want to leave.'],
    },
    code: 'Your code',
    where: '16 letters and numbers. They are in your letter, or at the end of the link.',
    leave: 'Leave',
    mayComeBack: 'Did you not mean to? You can take it back here for a day.',
    comeBack: 'Take part again',
  },
  cy: {
    language: 'cy',
    name: 'Cymraeg',
    ask: {
      heading: 'Rhoi’r gorau i gymryd rhan',
      says: [
        'Fe ddywedoch rywbeth wrthym, a chawsoch lythyr, e-bost neu neges destun amdano. Gallwch adael yma. Nid oes angen dweud pam.',
        'Nid yw’n newid dim am eich cartref na’ch tenantiaeth.',
      ],
    },
    left: {
      heading: 'Rydych wedi gadael',
      says: [
        'Ni fydd neb yn cysylltu â chi am hyn mwyach. Gall yr hyn sydd yn y post yn barod gyrraedd o hyd.',
        'Mae’r hyn a ddywedoch o’r blaen yn aros fel y dywedoch ef. I’w dynnu allan, dywedwch wrth unrhyw un ohonom.',
      ],
    },
    back: {
      heading: 'Rydych yn cymryd rhan eto',
      says: ['Byddwch yn clywed gennym amdano eto. Gallwch adael unrhyw bryd.'],
    },
    unknown: {
      heading: 'Nid yw’r cod hwn yn gweithio',
      says: [
        'Edrychwch arno eto. Mae cod yn gweithio am 90 diwrnod. Gallwch hefyd ddweud wrth unrhyw un ohonom eich bod am adael.',
      ],
    },
    code: 'Eich cod',
    where: '16 o lythrennau a rhifau. Maent yn eich llythyr, neu ar ddiwedd y ddolen.',
    leave: 'Gadael',
    mayComeBack: 'Heb fwriadu gwneud hyn? Gallwch ei dynnu’n ôl yma am ddiwrnod.',
    comeBack: 'Cymryd rhan eto',
  },
} as const;
