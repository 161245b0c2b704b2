import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenPair } from '../../../../kernel/contracts/identity.ts';
import { api, session } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

const route = getRouteApi('/login');

/** Signing in. Afterwards the person is where they wanted to go. */
export function LoginPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const router = useRouter();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const login = useMutation({
    mutationFn: () => api.post<TokenPair>('auth/login', { username: username.trim(), password }),
    onSuccess: (pair) => {
      session.signIn(pair);
      router.history.push(next ?? '/chat');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = username.trim() === '' || password === '';
    setMissing(empty);
    if (!empty) login.mutate();
  };
  const problem = missing ? t('login.missing') : login.isError ? describeError(login.error, t).message : null;
  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <form onSubmit={submit} noValidate className="w-full max-w-sm rounded-lg border border-line bg-surface p-6">
        <img src="/favicon.svg" alt="" className="mb-4 size-9" />
        <h1 className="mb-1 text-xl font-semibold">{t('login.title')}</h1>
        {next !== undefined && <p className="text-sm text-muted">{t('login.again')}</p>}
        <div className="mt-4 flex flex-col gap-4">
          <Field label={t('login.username')}>
            {(control) => (
              <Input
                {...control}
                className="h-10"
                autoComplete="username"
                autoCapitalize="none"
                value={username}
                onChange={(event) => setUsername(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('login.password')}>
            {(control) => (
              <Input
                {...control}
                className="h-10"
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <p role="alert" className="text-sm text-danger empty:hidden">
            {problem}
          </p>
          <Button type="submit" variant="primary" size="lg" loading={login.isPending}>
            {t('login.submit')}
          </Button>
        </div>
      </form>
    </main>
  );
}
