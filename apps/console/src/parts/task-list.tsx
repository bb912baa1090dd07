import { useId } from 'react';
import { Link } from 'react-router';
import { useText } from '../language.js';

export type TaskState = 'completed' | 'in-progress' | 'incomplete' | 'cannot-start' | 'problem';

export interface Task {
  readonly id: string;
  readonly title: string;
  /** How far it is, or what it is for. */
  readonly says: string;
  readonly state: TaskState;
  readonly to: string;
}

/** Steps with their states, each row a link, after the GOV.UK task list. What cannot start yet is not a link. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  const text = useText();
  const id = useId();
  return (
    <ol className="tasks">
      {tasks.map((task) => (
        <li key={task.id} className="task" data-state={task.state}>
          <div className="task-words">
            {task.state === 'cannot-start' ? (
              <span>{task.title}</span>
            ) : (
              <Link to={task.to} className="task-link" aria-describedby={`${id}-${task.id}`}>
                {task.title}
              </Link>
            )}
            <p className="hint">{task.says}</p>
          </div>
          <span className="task-state" id={`${id}-${task.id}`}>
            {text(`setUp.state.${task.state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
