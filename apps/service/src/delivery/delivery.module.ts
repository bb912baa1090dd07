import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { CheckDelivery } from './check-delivery.js';
import { DeliveryController } from './delivery.controller.js';
import { ListDelivery } from './list-delivery.js';
import { SendEmail } from './send-email.js';
import { SendText } from './send-text.js';
import { SendTrial } from './send-trial.js';
import { SetDelivery } from './set-delivery.js';

const verbs = [CheckDelivery, ListDelivery, SendEmail, SendText, SendTrial, SetDelivery];

@Module({ imports: [OrganisationsModule], controllers: [DeliveryController], providers: verbs, exports: verbs })
export class DeliveryModule {}
