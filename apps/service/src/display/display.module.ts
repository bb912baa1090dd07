import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChangeWords } from './change-words.js';
import { DisplayController } from './display.controller.js';
import { ShowWords } from './show-words.js';

@Module({ imports: [OrganisationsModule], controllers: [DisplayController], providers: [ChangeWords, ShowWords] })
export class DisplayModule {}
