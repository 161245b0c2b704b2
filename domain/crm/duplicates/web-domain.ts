/** Mail and shop hosts that many companies share: equal there says nothing. */
const SHARED_HOSTS: ReadonlySet<string> = new Set(
  (
    'qq.com foxmail.com 163.com 126.com yeah.net 188.com sina.com sina.cn sohu.com 139.com 189.cn wo.cn 21cn.com tom.com aliyun.com ' +
    'gmail.com outlook.com hotmail.com live.com yahoo.com yahoo.com.cn icloud.com me.com msn.com proton.me protonmail.com ' +
    'taobao.com tmall.com 1688.com alibaba.com jd.com weixin.qq.com weibo.com baidu.com douyin.com github.io example.com example.org'
  ).split(' '),
);
/** Endings under which names are given out at the third level. */
const SECOND_LEVEL = /\.(?:com|net|org|gov|edu|ac|co)\.(?:cn|hk|tw|jp|uk|au|sg|kr|my|th|nz|br|in)$/;

/**
 * The domain a company registered, of a website or an e-mail address: `https://www.Huaxing.com.cn/about` is
 * `huaxing.com.cn`. Undefined for hosts that many share and for what is no domain.
 */
export function webDomain(text: string): string | undefined {
  const host = hostOf(text.normalize('NFKC').trim().toLowerCase());
  if (!host || !/^[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u.test(host) || /^[\d.]+$/.test(host)) return undefined;
  const labels = host.split('.');
  const domain = labels.slice(SECOND_LEVEL.test(`.${host}`) ? -3 : -2).join('.');
  return SHARED_HOSTS.has(host) || SHARED_HOSTS.has(domain) ? undefined : domain;
}

function hostOf(text: string): string {
  const at = text.lastIndexOf('@');
  const rest = at >= 0 ? text.slice(at + 1) : text.replace(/^[a-z][a-z\d+.-]*:\/\//, '');
  return (rest.split(/[/?#:\s]/)[0] ?? '').replace(/\.$/, '');
}
