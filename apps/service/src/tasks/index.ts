export { addTask, type NewTask } from './add-task.js';
export { dueIn } from './due-in.js';
export { FinishTask } from './finish-task.js';
export { ListTasks } from './list-tasks.js';
export { takeBackTask } from './take-back-task.js';
export { TasksModule } from './tasks.module.js';
export { addTaskCommands } from './tasks.cli.js';
