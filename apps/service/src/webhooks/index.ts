export { SendToEndpoints } from './send-to-endpoints.js';
export { sendToEndpointsJob } from './send-to-endpoints.job.js';
export { addWebhookCommands } from './webhooks.cli.js';
export { WebhooksModule } from './webhooks.module.js';
