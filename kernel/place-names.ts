/** Provinces and the cities that stand before company names most often; a short name leaves them out. */
const PROVINCES =
  '北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门';
const CITIES =
  '石家庄 唐山 秦皇岛 邯郸 保定 沧州 廊坊 太原 大同 呼和浩特 包头 鄂尔多斯 沈阳 大连 鞍山 长春 哈尔滨 大庆 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 马鞍山 安庆 滁州 阜阳 福州 厦门 莆田 三明 泉州 漳州 龙岩 宁德 南昌 九江 赣州 景德镇 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 郑州 洛阳 开封 新乡 南阳 许昌 武汉 宜昌 襄阳 荆州 黄石 十堰 长沙 株洲 湘潭 衡阳 岳阳 常德 广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 阳江 清远 东莞 中山 潮州 揭阳 南宁 柳州 桂林 北海 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 乐山 宜宾 南充 贵阳 遵义 昆明 曲靖 大理 拉萨 西安 咸阳 宝鸡 渭南 汉中 榆林 兰州 天水 西宁 银川 乌鲁木齐';

/** Longest first, so that 「内蒙古」 is tried before shorter ones. */
export const PLACE_NAMES: readonly string[] = `${PROVINCES} ${CITIES}`
  .split(' ')
  .toSorted((a, b) => b.length - a.length);
