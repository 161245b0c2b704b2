/** The organisation's time zone: days and times on every page are in it, wherever the browser is. */
export const ZONE = 'Asia/Shanghai';

/** Hours the zone is ahead of UTC; China has had no daylight saving since 1991. */
export const ZONE_OFFSET = '+08:00';
