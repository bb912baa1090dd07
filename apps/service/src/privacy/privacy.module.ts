import { Module } from '@nestjs/common';
import { ShowPerson } from './show-person.js';

@Module({ providers: [ShowPerson], exports: [ShowPerson] })
export class PrivacyModule {}
