import { Module } from '@nestjs/common';
import { LeaveByLink } from './leave-by-link.js';
import { LeavePageController } from './leave-page.controller.js';

@Module({
  controllers: [LeavePageController],
  providers: [LeaveByLink],
})
export class LeavingModule {}
