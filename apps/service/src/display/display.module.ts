import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChangeLook } from './change-look.js';
import { ChangeWords } from './change-words.js';
import { DisplayController } from './display.controller.js';
import { ShowLook } from './show-look.js';
import { ShowWords } from './show-words.js';

const verbs = [ChangeLook, ChangeWords, ShowLook, ShowWords];

@Module({ imports: [OrganisationsModule], controllers: [DisplayController], providers: verbs })
export class DisplayModule {}
