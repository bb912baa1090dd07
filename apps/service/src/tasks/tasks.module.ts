import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { FinishTask } from './finish-task.js';
import { ListTasks } from './list-tasks.js';
import { TasksController } from './tasks.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [TasksController],
  providers: [FinishTask, ListTasks],
  exports: [FinishTask, ListTasks],
})
export class TasksModule {}
