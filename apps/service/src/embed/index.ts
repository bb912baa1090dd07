export { AddInstallation } from './installations/add-installation.js';
export { CheckSession } from './check-session.js';
export { addEmbedCommands } from './embed.cli.js';
export { EmbedModule } from './embed.module.js';
export { Installation, readInstallationCode } from './installations/installation.entity.js';
export type { PanelHeaders } from './panel-headers.js';
