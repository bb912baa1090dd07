import type { Dice } from './dice.js';
import { STORY_ORDER, type StoryCode } from './stories.js';
import type { Asset, AssetAddress, AssetTenure, ParentAsset } from './wire.js';

export type DwellingScheme = 'general' | 'sheltered' | 'refuge';

/** A home before anyone lives in it. */
export interface Dwelling {
  readonly id: string;
  /** Eight digits: what repairs know the home by. */
  readonly propertyReference: string;
  readonly address: AssetAddress;
  readonly fullAddress: string;
  readonly scheme: DwellingScheme;
  readonly bedrooms: number;
  readonly parents: readonly ParentAsset[];
  readonly floor: number | null;
  readonly floors: number | null;
  readonly story: StoryCode | null;
}

export interface Stock {
  readonly dwellings: readonly Dwelling[];
  /** Estates, blocks, schemes and garages: assets that nobody holds a tenancy of. */
  readonly others: readonly Asset[];
  /** Property references of blocks, with what repairs print as their address. */
  readonly blocks: readonly { readonly propertyReference: string; readonly name: string; readonly postCode: string }[];
}

// Post towns' letters that Royal Mail has not given out: the format is right and no real place can be hit.
const AREAS = ['AW', 'GT', 'NK', 'PK', 'TK', 'WK'] as const;
const INWARD = 'ABDEFGHJLNPQRSTUWXYZ';
const STREETS = ['Street', 'Road', 'Close', 'Gardens', 'Walk', 'Terrace', 'Grove', 'Way', 'Lane'] as const;
const BLOCKS = ['House', 'Court', 'Point', 'Lodge', 'Mansions'] as const;
const REFERENCE_BASE = 20_000;
const UPRN_BASE = 100_200_000_000;

const MANAGEMENT = {
  agent: null,
  areaOfficeName: null,
  isCouncilProperty: true,
  managingOrganisation: 'Landlord',
  owner: 'Landlord',
  isTMOManaged: false,
  isNoRepairsMaintenance: false,
};
const OCCUPIED = { ...MANAGEMENT, propertyOccupiedStatus: 'OCC' };
const VOID = { ...MANAGEMENT, propertyOccupiedStatus: 'VR' };

// One object for each size of home, shared: a hundred thousand copies would weigh more than the people.
const CHARACTERISTICS = [1, 2, 3, 4].map((bedrooms) => ({
  numberOfBedrooms: bedrooms,
  numberOfLifts: 0,
  numberOfLivingRooms: 1,
  windowType: 'DBL',
  yearConstructed: String(1950 + bedrooms * 7),
}));

/**
 * The homes and what they belong to: a refuge, sheltered schemes, blocks on estates, and streets.
 *
 * @param homes dwellings to make, at least 10
 */
export function buildStock(dice: Dice, homes: number): Stock {
  const dwellings: Dwelling[] = [];
  const others: Asset[] = [];
  const blocks: { propertyReference: string; name: string; postCode: string }[] = [];
  let number = 0;
  const nextReference = () => String(REFERENCE_BASE + ++number).padStart(8, '0');
  // One in thirty came with a short UPRN and was padded to twelve characters.
  const nextUprn = () =>
    dice.chance(1 / 30) ? String(10_000_000 + number * 7).padStart(12, '0') : String(UPRN_BASE + number * 7);

  const refuge = Math.max(2, Math.min(8, Math.round(homes / 60)));
  const sheltered = Math.max(2, Math.round(homes * 0.06));
  const general = homes - refuge - sheltered;
  // The stories are spread over the general homes, so that no two are neighbours.
  const storyAt = new Map<number, StoryCode>(
    STORY_ORDER.filter((code) => code !== 'refuge').map((code, i) => [Math.floor((i * general) / 6), code]),
  );

  function parent(type: string, name: string, address: Omit<AssetAddress, 'uprn'>, above: readonly ParentAsset[]) {
    const reference = nextReference();
    const asset: Asset = {
      id: dice.uuid(),
      assetId: reference,
      assetType: type,
      isActive: true,
      isAssetCautionaryAlerted: false,
      rootAsset: 'ROOT',
      parentAssetIds: above.length === 0 ? null : above.map((item) => item.id).join('#'),
      assetLocation: { floorNo: null, totalBlockFloors: null, parentAssets: [...above] },
      assetAddress: { uprn: nextUprn(), ...address },
      assetManagement: MANAGEMENT,
      assetCharacteristics: null,
      tenure: null,
    };
    others.push(asset);
    if (type === 'Block') blocks.push({ propertyReference: reference, name, postCode: address.postCode });
    return { id: asset.id, name, type };
  }

  function addDwelling(
    scheme: DwellingScheme,
    line1: string,
    line2: string,
    postCode: string,
    parents: readonly ParentAsset[],
    floors: number | null,
    story: StoryCode | null,
  ): void {
    const propertyReference = nextReference();
    dwellings.push({
      id: dice.uuid(),
      propertyReference,
      address: addressOf(nextUprn(), line1, line2, postCode),
      fullAddress: line2 === '' ? `${line1} ${postCode}` : `${line1} ${line2} ${postCode}`,
      scheme,
      bedrooms: scheme === 'sheltered' ? 1 : dice.whole(1, 4),
      parents,
      floor: floors === null ? null : dice.whole(0, floors - 1),
      floors,
      story,
    });
  }

  function addScheme(scheme: 'sheltered' | 'refuge', size: number): void {
    const name = `${dice.faker.person.lastName()} ${scheme === 'refuge' ? 'Lodge' : dice.pick(BLOCKS)}`;
    const [street, postCode] = [streetName(dice), postCodeOf(dice)];
    const type = scheme === 'refuge' ? 'Refuge' : 'ShelteredScheme';
    const above = parent(type, name, withoutUprn(name, street, postCode), []);
    for (let i = 1; i <= size; i++) {
      const story = scheme === 'refuge' && i === 1 ? 'refuge' : null;
      addDwelling(scheme, `Flat ${i} ${name}`, street, postCode, [above], 3, story);
    }
  }

  addScheme('refuge', refuge);
  for (let left = sheltered; left > 0; left -= 30) addScheme('sheltered', Math.min(30, left));

  let estate: ParentAsset | null = null;
  let made = 0;
  while (made < general) {
    const [street, postCode] = [streetName(dice), postCodeOf(dice)];
    if (dice.chance(0.45)) {
      const size = Math.min(general - made, dice.whole(12, 40));
      if (estate === null || dice.chance(0.25)) {
        const name = `${dice.faker.person.lastName()} Estate`;
        estate = parent('Estate', name, withoutUprn(name, street, postCode), []);
      }
      const name = `${dice.faker.person.lastName()} ${dice.pick(BLOCKS)}`;
      const block = parent('Block', name, withoutUprn(name, street, postCode), [estate]);
      const floors = dice.whole(3, 14);
      for (let i = 1; i <= size; i++) {
        addDwelling(
          'general',
          `${i} ${name}`,
          street,
          postCode,
          [estate, block],
          floors,
          storyAt.get(made + i - 1) ?? null,
        );
      }
      made += size;
    } else {
      const size = Math.min(general - made, dice.whole(8, 24));
      for (let i = 1; i <= size; i++) {
        addDwelling('general', `${i * 2 - 1} ${street}`, '', postCode, [], null, storyAt.get(made + i - 1) ?? null);
      }
      made += size;
      for (let i = 1; i <= Math.round(size / 12); i++) {
        const name = `Garage ${i} ${street}`;
        parent('LettableNonDwelling', name, withoutUprn(name, '', postCode), []);
      }
    }
  }
  return { dwellings, others, blocks };
}

/** The home as the search index shows it, with the tenancy that holds it now. */
export function assetOf(dwelling: Dwelling, tenure: AssetTenure | null): Asset {
  return {
    id: dwelling.id,
    assetId: dwelling.propertyReference,
    assetType: 'Dwelling',
    isActive: true,
    isAssetCautionaryAlerted: false,
    rootAsset: 'ROOT',
    parentAssetIds: dwelling.parents.length === 0 ? null : dwelling.parents.map((item) => item.id).join('#'),
    assetLocation: {
      floorNo: dwelling.floor === null ? null : String(dwelling.floor),
      totalBlockFloors: dwelling.floors,
      parentAssets: [...dwelling.parents],
    },
    assetAddress: dwelling.address,
    assetManagement: tenure === null ? VOID : OCCUPIED,
    assetCharacteristics: CHARACTERISTICS[dwelling.bedrooms - 1] ?? null,
    tenure,
  };
}

function streetName(dice: Dice): string {
  return `${dice.faker.person.lastName()} ${dice.pick(STREETS)}`;
}

function postCodeOf(dice: Dice): string {
  const letter = () => INWARD.charAt(dice.whole(0, INWARD.length - 1));
  return `${dice.pick(AREAS)}${dice.whole(1, 28)} ${dice.whole(1, 9)}${letter()}${letter()}`;
}

function addressOf(uprn: string, line1: string, line2: string, postCode: string): AssetAddress {
  return { uprn, ...withoutUprn(line1, line2, postCode) };
}

function withoutUprn(line1: string, line2: string, postCode: string): Omit<AssetAddress, 'uprn'> {
  return { addressLine1: line1, addressLine2: line2, addressLine3: '', addressLine4: '', postCode, postPreamble: '' };
}
