export type SectorKind = 'factory' | 'shop' | 'office';

export interface Sector {
  readonly name: string;
  readonly kind: SectorKind;
  readonly weight: number;
  /** Words between brand and «有限公司», each with the word of the short name. */
  readonly trades: ReadonlyArray<readonly [trade: string, short: string]>;
}

/** What customers do. */
export const SECTORS: readonly Sector[] = [
  {
    name: '机械制造',
    kind: 'factory',
    weight: 15,
    trades: [
      ['精密机械', '精密'],
      ['数控装备', '数控'],
      ['自动化设备', '自动化'],
      ['机电设备', '机电'],
    ],
  },
  {
    name: '电子电器',
    kind: 'factory',
    weight: 13,
    trades: [
      ['电子科技', '电子'],
      ['电器', '电器'],
      ['光电科技', '光电'],
    ],
  },
  {
    name: '汽车零部件',
    kind: 'factory',
    weight: 10,
    trades: [
      ['汽车零部件', '汽配'],
      ['汽车部件', '汽配'],
      ['车用橡塑', '橡塑'],
    ],
  },
  {
    name: '食品饮料',
    kind: 'factory',
    weight: 9,
    trades: [
      ['食品', '食品'],
      ['饮料', '饮料'],
      ['粮油食品', '粮油'],
    ],
  },
  {
    name: '纺织服装',
    kind: 'factory',
    weight: 7,
    trades: [
      ['服饰', '服饰'],
      ['纺织', '纺织'],
      ['针织', '针织'],
    ],
  },
  {
    name: '化工新材料',
    kind: 'factory',
    weight: 7,
    trades: [
      ['新材料', '新材'],
      ['塑胶制品', '塑胶'],
      ['涂料', '涂料'],
    ],
  },
  {
    name: '连锁零售',
    kind: 'shop',
    weight: 11,
    trades: [
      ['商贸', '商贸'],
      ['超市管理', '超市'],
      ['便利店管理', '便利店'],
    ],
  },
  {
    name: '餐饮连锁',
    kind: 'shop',
    weight: 9,
    trades: [
      ['餐饮管理', '餐饮'],
      ['餐饮', '餐饮'],
    ],
  },
  {
    name: '医药零售',
    kind: 'shop',
    weight: 5,
    trades: [
      ['大药房连锁', '大药房'],
      ['医药', '医药'],
    ],
  },
  {
    name: '物流仓储',
    kind: 'office',
    weight: 6,
    trades: [
      ['物流', '物流'],
      ['供应链管理', '供应链'],
    ],
  },
  {
    name: '物业园区',
    kind: 'office',
    weight: 5,
    trades: [
      ['物业管理', '物业'],
      ['园区运营', '园区'],
    ],
  },
  {
    name: '教育培训',
    kind: 'office',
    weight: 4,
    trades: [
      ['教育科技', '教育'],
      ['职业培训', '培训'],
    ],
  },
  {
    name: '专业服务',
    kind: 'office',
    weight: 5,
    trades: [
      ['企业管理咨询', '咨询'],
      ['工程设计', '设计'],
      ['信息技术', '信息'],
    ],
  },
];

/** Job titles by kind of customer; who carries one of `DECIDERS` decides. */
export const TITLES: Readonly<Record<SectorKind, readonly string[]>> = {
  factory: [
    '总经理',
    '生产总监',
    '信息部经理',
    '设备科主任',
    '采购经理',
    '工艺工程师',
    '品质经理',
    '厂长',
    '财务总监',
    '采购主管',
  ],
  shop: ['总经理', '运营总监', '采购经理', '信息部主管', '门店督导', '财务经理', '区域经理', '创始人', '商品部经理'],
  office: ['总经理', '行政总监', '信息部经理', '行政主管', '采购主管', '工程部经理', '财务总监', '总经理助理'],
};

export const DECIDERS: ReadonlySet<string> = new Set([
  '总经理',
  '厂长',
  '创始人',
  '生产总监',
  '运营总监',
  '行政总监',
  '财务总监',
]);
