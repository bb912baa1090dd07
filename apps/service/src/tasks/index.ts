export { addTask, type NewTask } from './add-task.js';
export { FinishTask } from './finish-task.js';
export { ListTasks } from './list-tasks.js';
export { TasksModule } from './tasks.module.js';
export { addTaskCommands } from './tasks.cli.js';
