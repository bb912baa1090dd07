/**
 * SQL for how the host has a job, in its own word where it sends one. `repair` is the row's name. That works have moved on
 * is told by comparing this with what was kept of it, so everybody asks here.
 */
export const jobState = (repair: string) => `coalesce(${repair}.status_source, replace(${repair}.phase, '-', ' '))`;
