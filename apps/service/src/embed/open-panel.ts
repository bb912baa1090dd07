import type { SessionReply, SessionRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { CheckSession } from './check-session.js';
import { ExchangeToken } from './exchange-token.js';
import type { PanelHeaders } from './panel-headers.js';
import { ShowPanel } from './show-panel.js';

/** Opens a session and, where it is asked for, brings along what its record has to show. */
@Injectable()
export class OpenPanel {
  constructor(
    private readonly exchangeToken: ExchangeToken,
    private readonly checkSession: CheckSession,
    private readonly showPanel: ShowPanel,
  ) {}

  /** Throws `Problem` (`token-rejected`). */
  async run(shown: SessionRequest, headers: PanelHeaders): Promise<SessionReply> {
    const opened = await this.exchangeToken.run(shown, headers);
    if (shown.show !== true) return opened;
    const authorization = `Bearer ${opened.session}`;
    const { staff, otherTeams } = await this.checkSession.look({ ...headers, authorization });
    return { ...opened, shown: await this.showPanel.run(staff, otherTeams) };
  }
}
