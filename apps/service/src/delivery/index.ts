export { addDeliveryCommands } from './delivery.cli.js';
export { DeliveryModule } from './delivery.module.js';
export { DeliveryProblem, type DeliveryProblemCode, type NotTaken } from './delivery-problem.js';
export { isDeliverySet } from './read-delivery.js';
export { SendEmail } from './send-email.js';
export { SendText } from './send-text.js';
export { SetDelivery } from './set-delivery.js';
export type { Email } from './smtp.js';
export type { Text } from './text-provider.js';
