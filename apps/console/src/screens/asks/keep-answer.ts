import type { RouteOffer, RoutingDecision } from '@doorstep/contracts/embed';
import type {
  AskEventRequest,
  AskShown,
  KeptVoice,
  RollCallHousehold,
  TakeVoiceRequest,
} from '@doorstep/contracts/http';
import { answered, api, newKey } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';

type Way = NonNullable<AskEventRequest['way']>;

/** What one household said, as the fields hold it. */
export interface Answer {
  readonly kind: 'heard' | 'asked' | 'declined' | 'cannot-now' | 'left' | '';
  readonly way: Way | '';
  readonly words: string;
  readonly whose: 'own' | 'relayed';
  readonly sort: NonNullable<TakeVoiceRequest['kind']> | '';
  /** Of a warning, the number of the option that it is about. */
  readonly warnsOf: string;
  /** The number of the option that they would choose. */
  readonly option: string;
  /** They agree to meet the neighbours that it is about. */
  readonly wouldMeet: boolean;
  readonly reason: 'not-my-topic' | 'not-this-way' | 'no-reason';
  readonly until: string;
  /** What gets in their way, and where. */
  readonly stage: string;
  readonly barrier: string;
  /** What was decided about hand-offs that the words suggest. */
  readonly routing: RoutingDecision | undefined;
  /** Sent again under this name, it is kept once. */
  readonly key: string;
}

export function emptyAnswer({ wouldMeet }: RollCallHousehold): Answer {
  return {
    ...{
      kind: '',
      way: '',
      words: '',
      whose: 'own',
      sort: '',
      warnsOf: '',
      option: '',
      reason: 'no-reason',
      until: '',
    },
    ...{ wouldMeet, stage: '', barrier: '', routing: undefined, key: newKey() },
  };
}

export function missingOfAnswer({
  kind,
  way,
  until,
  stage,
  barrier,
}: Answer): ('kind' | 'way' | 'until' | 'barrier')[] {
  return [
    ...(kind === '' ? (['kind'] as const) : []),
    ...((kind === 'heard' || kind === 'asked') && way === '' ? (['way'] as const) : []),
    ...(kind === 'cannot-now' && until === '' ? (['until'] as const) : []),
    ...((stage.trim() === '') === (barrier.trim() === '') ? [] : (['barrier'] as const)),
  ];
}

export interface Kept {
  /** References of the hand-offs that the words went to instead of being kept; then they are no answer to the ask. */
  readonly handedOver: readonly string[];
}

/** Keeps the words, puts them to the ask, and says where the household stands. Throws `Problem`; again, it goes on. */
export async function keepAnswer(ask: AskShown, household: RollCallHousehold, answer: Answer): Promise<Kept> {
  const { householdId } = household;
  const path = { id: ask.id };
  if (answer.stage.trim() !== '') {
    const body = { household: householdId, stage: answer.stage.trim(), words: answer.barrier.trim() };
    await api.POST('/api/v1/asks/{id}/barriers', { params: { path }, body, ...under(answer, 'barrier') });
  }
  const voice = answer.kind === 'heard' && answer.words.trim() !== '' ? await keepWords(household, answer) : null;
  if (voice && voice.handOffs.length > 0) return { handedOver: voice.handOffs.map(({ reference }) => reference) };
  const voiceId = voice?.voiceId ?? null;
  if (voiceId !== null)
    await api.POST('/api/v1/topics/{id}/voices', { params: { path: { id: ask.topicId } }, body: { voiceId } });
  if (voiceId !== null && answer.sort === 'warning' && answer.warnsOf !== '')
    await api.PUT('/api/v1/asks/{id}/warnings/{voiceId}', {
      params: { path: { ...path, voiceId } },
      body: { option: Number(answer.warnsOf) },
    });
  const event = { household: householdId, ...eventOf(household, answer), ...(voiceId === null ? {} : { voiceId }) };
  await api.POST('/api/v1/asks/{id}/events', { params: { path }, body: event, ...under(answer, 'event') } as never);
  return { handedOver: [] };
}

/** The hand-offs that have to be decided about before the words are kept; null where that is not what is in the way. */
export function offersOf(error: unknown): readonly RouteOffer[] | null {
  return currentIn<{ offers: RouteOffer[] }>(error, 'choose-route')?.offers ?? null;
}

async function keepWords({ tenancy, allocatedBy }: RollCallHousehold, answer: Answer): Promise<KeptVoice> {
  const body: TakeVoiceRequest = {
    tenancy: { id: tenancy, allocatedBy },
    words: answer.words.trim(),
    whose: answer.whose,
    speaker: 'resident',
    takenThrough: answer.way === '' ? 'letter' : answer.way,
    // Nobody asked them whether their name may stand with it, nor whether it may be shared.
    ...{ keepName: false, mayShare: false, wantsReply: true, isAnonymous: false, isAboutAnother: false },
    ...(answer.sort === '' ? {} : { kind: answer.sort }),
    ...(answer.routing === undefined ? {} : { routing: answer.routing }),
  };
  // Words that somebody decided about are another request than the same words before.
  const name = answer.routing === undefined ? 'voice' : 'voice-routed';
  return answered(api.POST('/api/v1/voices', { body, ...under(answer, name) } as never));
}

function eventOf(before: RollCallHousehold, { kind, way, reason, until, option, wouldMeet }: Answer): object {
  if (kind === 'declined') return { kind, reason };
  if (kind === 'cannot-now') return { kind, until };
  if (kind === 'left') return { kind };
  if (kind !== 'heard') return { kind, way };
  return {
    ...{ kind, way },
    ...(option === '' ? {} : { option: Number(option) }),
    ...(wouldMeet === before.wouldMeet ? {} : { wouldMeet }),
  };
}

function under({ key }: Answer, name: string): { headers: Record<string, string> } {
  return { headers: { 'idempotency-key': `${key}-${name}` } };
}
