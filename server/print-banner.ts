import type { Config } from '../kernel/config/config-shape.ts';

export interface BannerFacts {
  readonly url: string;
  /** Made up at this start; shown once. */
  readonly adminPassword: string | undefined;
  readonly demoLogins: ReadonlyArray<{ readonly username: string; readonly password: string; readonly label: string }>;
}

/** Tells the person at the terminal where the service is and how to get in. The only place that prints a password. */
export function printBanner(config: Config, facts: BannerFacts): void {
  const lines = [
    '',
    `  销枢 Xiaoshu  ${facts.url}`,
    `  数据库 database: ${config.databaseUrl ? 'PostgreSQL' : `内置 embedded (${config.dataDir})`} · 模型 model: ${config.secrets.models[0]?.model ?? '内置 built-in'}`,
  ];
  if (facts.adminPassword)
    lines.push(`  管理员 administrator: admin / ${facts.adminPassword}  （只显示这一次 shown once）`);
  for (const login of facts.demoLogins) lines.push(`  ${login.label}: ${login.username} / ${login.password}`);
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
