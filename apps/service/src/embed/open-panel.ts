import type { SessionReply, SessionRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { ExchangeToken } from './tokens/exchange-token.js';
import type { PanelHeaders } from './panel-headers.js';
import { refuseRetiredPanel } from './refuse-retired-panel.js';
import { showPanel } from './show-panel.js';

/** Opens a session and, where it is asked for, brings along what its record has to show. */
@Injectable()
export class OpenPanel {
  constructor(private readonly exchangeToken: ExchangeToken) {}

  /** Throws `Problem` (`token-rejected`, `version_retired`). */
  async run(shown: SessionRequest, headers: PanelHeaders): Promise<SessionReply> {
    if ('token' in shown) refuseRetiredPanel(shown.panel);
    return this.exchangeToken.run(shown, headers, async (db, atHand) =>
      shown.show === true ? showPanel(db, atHand) : undefined,
    );
  }
}
