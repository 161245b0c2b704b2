/** Whether a task still waits: its plan goes on and it is neither done nor called off (alias `t`, plan `p`). */
export const TASK_WAITS = "(t.status in ('todo', 'doing', 'blocked') and p.status = 'active')";
