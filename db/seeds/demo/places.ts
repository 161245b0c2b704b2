export const REGIONS = ['华东', '华南', '华北'] as const;
export type Region = (typeof REGIONS)[number];

export interface City {
  readonly name: string;
  readonly areaCode: string;
  /** Digits of a local telephone number. */
  readonly digits: 7 | 8;
  readonly districts: readonly string[];
}

const city = (name: string, areaCode: string, digits: 7 | 8, districts: string): City => ({
  name,
  areaCode,
  digits,
  districts: districts.split(' '),
});

/** Cities of the sales regions, the larger ones first. */
export const CITIES: Readonly<Record<Region, readonly City[]>> = {
  华东: [
    city('上海', '021', 8, '浦东新区 闵行区 嘉定区 松江区'),
    city('苏州', '0512', 8, '工业园区 吴中区 昆山市'),
    city('杭州', '0571', 8, '滨江区 余杭区 萧山区'),
    city('宁波', '0574', 8, '鄞州区 北仑区 慈溪市'),
    city('南京', '025', 8, '江宁区 栖霞区 雨花台区'),
    city('无锡', '0510', 8, '新吴区 惠山区 江阴市'),
    city('常州', '0519', 8, '武进区 新北区'),
    city('合肥', '0551', 8, '高新区 经开区'),
    city('嘉兴', '0573', 8, '南湖区 海宁市'),
  ],
  华南: [
    city('深圳', '0755', 8, '宝安区 龙岗区 南山区'),
    city('广州', '020', 8, '黄埔区 番禺区 白云区'),
    city('东莞', '0769', 8, '长安镇 松山湖 虎门镇'),
    city('佛山', '0757', 8, '顺德区 南海区'),
    city('中山', '0760', 8, '火炬开发区 小榄镇'),
    city('惠州', '0752', 7, '仲恺区 惠城区'),
    city('珠海', '0756', 7, '香洲区 斗门区'),
  ],
  华北: [
    city('北京', '010', 8, '朝阳区 大兴区 顺义区 海淀区'),
    city('天津', '022', 8, '西青区 武清区 滨海新区'),
    city('石家庄', '0311', 8, '高新区 正定县'),
    city('唐山', '0315', 7, '路北区 丰润区'),
    city('廊坊', '0316', 7, '广阳区 固安县'),
    city('保定', '0312', 7, '竞秀区 高碑店市'),
    city('太原', '0351', 7, '小店区 万柏林区'),
  ],
};

/** Streets that any Chinese city may have. */
export const STREETS = [
  '科技路',
  '创业路',
  '工业大道',
  '振兴路',
  '兴业街',
  '和平路',
  '建设北路',
  '金桥路',
  '东环路',
  '学府街',
] as const;

/** How much business each region brings. */
export const REGION_WEIGHT: Readonly<Record<Region, number>> = { 华东: 0.42, 华南: 0.33, 华北: 0.25 };
