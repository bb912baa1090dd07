export { AddInstallation } from './add-installation.js';
export { EmbedModule } from './embed.module.js';
export { Installation, readInstallationCode } from './installation.entity.js';
