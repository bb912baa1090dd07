import type { SetUp, SetUpStep } from '@doorstep/contracts/http';

/** What is stored by which one can tell how far setting up is. */
export interface SetUpFacts {
  /** The title of the first connection, if there is one. */
  readonly connection: string | null;
  readonly isMatched: boolean;
  readonly isTried: boolean;
  /** One whole run has ended well. */
  readonly isIn: boolean;
  readonly lastRun: 'running' | 'complete' | 'incomplete' | 'interrupted' | null;
  readonly tenancies: number;
  readonly rulesOn: number;
  /** Somebody looked through the questions that ship, and asks those. */
  readonly usesShipped: boolean;
  readonly hasPanel: boolean;
  /** When the panel was last opened. */
  readonly panelSeenAt: Date | null;
  /** People who can sign in, the first administrator among them. */
  readonly people: number;
  readonly phones: number;
  readonly liveTeams: number;
  /** Prompts are shown to everyone, whatever their team. */
  readonly isForEveryone: boolean;
  /** It is set how e-mails or texts leave. */
  readonly isSendingSet: boolean;
}

type Told = Partial<Omit<SetUpStep, 'step' | 'state' | 'says'>>;

/** The state of each of the eight steps, and which sentence goes with it. */
export function decideSteps(facts: SetUpFacts): SetUp {
  const { connection, lastRun, tenancies, rulesOn, panelSeenAt, people, phones, liveTeams, isForEveryone } = facts;
  const name = connection;
  const isConnected = connection !== null;
  // Data that came in another way were matched and tried before this list was there.
  const isMatched = facts.isMatched || facts.isIn;
  const isTried = facts.isTried || facts.isIn;
  const isReady = facts.isIn && (rulesOn > 0 || facts.usesShipped) && facts.hasPanel;
  return {
    isLive: liveTeams > 0 || (isReady && isForEveryone),
    isSendingSet: facts.isSendingSet,
    steps: [
      isConnected ? done('connect', { name }) : todo('connect'),
      isMatched ? done('match', { name }) : isConnected ? todo('match') : waiting('match'),
      isTried ? done('try', {}) : facts.isMatched ? todo('try') : waiting('try'),
      bringIn(),
      rules(),
      panelSeenAt !== null && facts.hasPanel
        ? done('panel', { at: panelSeenAt.toISOString() })
        : facts.hasPanel
          ? step('panel', 'in-progress', 'added', {})
          : todo('panel'),
      // The first administrator is there from the start.
      people > 1 || phones > 0 ? done('people', { count: people, phones }) : todo('people'),
      goLive(),
    ],
  };

  function rules(): SetUpStep {
    if (rulesOn > 0) return done('rules', { count: rulesOn });
    return facts.usesShipped ? step('rules', 'completed', 'shipped', {}) : todo('rules');
  }

  function goLive(): SetUpStep {
    if (!isReady && liveTeams === 0) return waiting('live-step');
    if (isForEveryone) return step('live-step', 'completed', 'everyone', {});
    return liveTeams > 0 ? done('live-step', { count: liveTeams }) : todo('live-step');
  }

  function bringIn(): SetUpStep {
    if (facts.isIn) return done('bring-in', { count: tenancies });
    if (lastRun === 'running') return step('bring-in', 'in-progress', 'running', { count: tenancies });
    if (lastRun !== null) return step('bring-in', 'problem', 'problem', {});
    return isTried ? todo('bring-in') : waiting('bring-in');
  }
}

function step(which: SetUpStep['step'], state: SetUpStep['state'], says: SetUpStep['says'], told: Told): SetUpStep {
  return { step: which, state, says, count: null, phones: null, name: null, at: null, ...told };
}
const done = (which: SetUpStep['step'], told: Told) => step(which, 'completed', 'done', told);
const todo = (which: SetUpStep['step']) => step(which, 'incomplete', 'none', {});
const waiting = (which: SetUpStep['step']) => step(which, 'cannot-start', 'waiting', {});
