import { ACTIVITY_KINDS, ACTIVITY_STATUSES, LEAD_STATUSES, STAGES } from '../../../kernel/contracts/crm.ts';
import { ROLES } from '../../../kernel/contracts/identity.ts';
import type { ImportField, ImportKind } from '../../../kernel/contracts/imports.ts';
import type { CustomFieldRow } from '../custom-fields/read-fields.ts';
import type { ReferenceKind } from './reference-tables.ts';

/** A field a column can be mapped to. */
export interface FieldSpec extends ImportField {
  /** Column of our table; the name itself unless given. */
  readonly column?: string;
  readonly reference?: ReferenceKind;
  readonly maxLength?: number;
  /** Range of a number, both ends included. */
  readonly min?: number;
  readonly max?: number;
  /** A field the organisation added; its name here is `custom.<key>`. */
  readonly custom?: CustomFieldRow;
  /** Other headings that mean this field. */
  readonly synonyms: readonly string[];
}

type Extra = Partial<Omit<FieldSpec, 'name' | 'label' | 'type' | 'synonyms'>>;

function field(name: string, label: string, type: FieldSpec['type'], synonyms: string, extra: Extra = {}): FieldSpec {
  return { name, label, type, required: false, synonyms: synonyms === '' ? [] : synonyms.split(' '), ...extra };
}
const text = (name: string, label: string, maxLength: number, synonyms: string, extra: Extra = {}): FieldSpec =>
  field(name, label, 'text', synonyms, { maxLength, ...extra });
const money = (name: string, label: string, synonyms: string): FieldSpec =>
  field(name, label, 'number', synonyms, { min: 0, max: 1e12 });
const reference = (name: string, label: string, kind: ReferenceKind, synonyms: string, extra: Extra = {}): FieldSpec =>
  field(name, label, 'reference', synonyms, { reference: kind, column: `${name}_id`, ...extra });

const EXTERNAL = (synonyms: string): FieldSpec =>
  text('external_id', '外部编号', 120, `编号 外部id external_id id ${synonyms}`);
const OWNER = reference(
  'owner',
  '负责人',
  'user',
  '销售 销售员 归属人 所有者 owner owner_name sales_agent salesperson sales_rep rep agent assigned_to',
);
const DESCRIPTION = text('description', '备注', 4000, '说明 描述 description notes note remark comments');
const CREATED = field(
  'created_at',
  '创建时间',
  'datetime',
  '创建日期 录入时间 created created_on created_date create_time first_contact_date date_added',
);
const REGION = text('region', '区域', 40, '大区 地区 省份 region area territory state');
const CITY = text('city', '城市', 40, '所在城市 city town');
const SECTOR = text('sector', '行业', 60, '所属行业 sector industry vertical segment business_segment');
const SOURCE = text('source', '来源', 60, '渠道 线索来源 客户来源 来源渠道 source lead_source origin channel');
const PHONE = text(
  'phone',
  '电话',
  60,
  '手机 手机号 手机号码 电话号码 联系电话 mobile phone_number tel telephone cell',
);
const EMAIL = text('email', '邮箱', 120, '电子邮箱 邮件 email_address e_mail mail');
const WECHAT = text('wechat', '微信', 60, '微信号 wechat_id weixin wx');
const TITLE = text('title', '职务', 60, '职位 岗位 title job_title position');

/** What each kind of file can carry, beside the fields the organisation added (`import-specs.ts`). */
export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly FieldSpec[]>> = {
  customers: [
    text(
      'name',
      '客户名称',
      120,
      '客户 公司 公司名称 企业名称 单位名称 名称 account account_name company company_name customer customer_name',
      { required: true },
    ),
    text('short_name', '简称', 60, '客户简称 公司简称 short alias abbreviation'),
    REGION,
    CITY,
    SECTOR,
    SOURCE,
    PHONE,
    text('website', '网站', 200, '网址 官网 website url web domain'),
    text('address', '地址', 200, '详细地址 公司地址 address street office_address'),
    field(
      'employees',
      '员工人数',
      'integer',
      '员工数 人数 规模 employees employee_count headcount number_of_employees',
      { min: 0, max: 10_000_000 },
    ),
    money('annual_revenue', '年营收', '营收 年收入 营业额 年营业额 revenue annual_revenue'),
    field('founded_year', '成立年份', 'integer', '成立年 成立时间 founded year_founded year_established established', {
      min: 1000,
      max: 2200,
    }),
    text('country', '国家', 60, '国家地区 country office_location location nation'),
    text('parent_name', '上级公司', 120, '母公司 集团 所属集团 parent parent_company subsidiary_of parent_account'),
    text('credit_code', '统一社会信用代码', 30, '信用代码 社会信用代码 税号 纳税人识别号 credit_code uscc tax_id'),
    DESCRIPTION,
    OWNER,
    EXTERNAL('customer_id account_id company_id 客户id'),
    CREATED,
  ],
  contacts: [
    text('name', '姓名', 60, '联系人 联系人姓名 名字 contact contact_name full_name', { required: true }),
    reference(
      'customer',
      '客户名称',
      'customer',
      '客户 公司 公司名称 所属客户 account account_name company company_name customer_name',
      { required: true },
    ),
    TITLE,
    PHONE,
    EMAIL,
    WECHAT,
    field('decision_maker', '决策人', 'boolean', '是否决策人 拍板人 decision_maker key_contact'),
    DESCRIPTION,
    EXTERNAL('contact_id 联系人id'),
  ],
  leads: [
    text('name', '姓名', 60, '联系人 客户姓名 线索名称 名字 名称 lead lead_name contact contact_name full_name'),
    text('company', '公司', 120, '公司名称 企业名称 单位 客户 account company_name organization'),
    TITLE,
    PHONE,
    EMAIL,
    WECHAT,
    SOURCE,
    REGION,
    CITY,
    SECTOR,
    reference('product', '意向产品', 'product', '意向产品 感兴趣的产品 产品 产品名称 product product_name interest'),
    field('status', '状态', 'enum', '线索状态 跟进状态 status lead_status stage', { values: [...LEAD_STATUSES] }),
    DESCRIPTION,
    OWNER,
    EXTERNAL('lead_id mql_id 线索id'),
    CREATED,
  ],
  opportunities: [
    text('name', '商机名称', 120, '商机 项目 项目名称 名称 opportunity opportunity_name deal deal_name title'),
    reference('customer', '客户名称', 'customer', '客户 公司 公司名称 account account_name company customer_name'),
    reference('product', '产品', 'product', '产品名称 商品 product product_name item'),
    field('stage', '阶段', 'enum', '商机阶段 销售阶段 状态 stage deal_stage sales_stage status', {
      values: [...STAGES],
      required: true,
    }),
    money('amount', '金额', '商机金额 合同金额 预计金额 成交金额 amount value close_value deal_value price'),
    field('probability', '成交概率', 'integer', '概率 赢率 可能性 probability win_rate', { min: 0, max: 100 }),
    field('opened_on', '开始日期', 'date', '立项日期 接触日期 开始时间 opened open_date engage_date start_date'),
    field(
      'expected_close',
      '预计成交日期',
      'date',
      '预计成交 预计签约日期 预计签单日期 expected_close_date forecast_date',
    ),
    field(
      'closed_on',
      '成交日期',
      'date',
      '结束日期 签约日期 签单日期 关闭日期 closed close_date closed_date won_date',
    ),
    SOURCE,
    text('lost_reason', '输单原因', 200, '丢单原因 失败原因 loss_reason lost_reason'),
    DESCRIPTION,
    OWNER,
    EXTERNAL('opportunity_id deal_id 商机id'),
  ],
  activities: [
    field('kind', '方式', 'enum', '跟进方式 类型 活动类型 kind type activity_type', { values: [...ACTIVITY_KINDS] }),
    field('status', '状态', 'enum', '跟进状态 完成状态 status', { values: [...ACTIVITY_STATUSES] }),
    text('subject', '主题', 200, '标题 跟进主题 subject title summary'),
    text('content', '内容', 8000, '跟进内容 详情 记录 content body description notes'),
    reference('customer', '客户名称', 'customer', '客户 公司 account account_name company customer_name'),
    reference('lead', '线索', 'lead', '线索名称 线索编号 lead lead_name lead_id'),
    reference(
      'opportunity',
      '商机名称',
      'opportunity',
      '商机 商机编号 项目 opportunity opportunity_name opportunity_id deal',
    ),
    field('occurred_at', '发生时间', 'datetime', '跟进时间 跟进日期 日期 时间 occurred date time activity_date'),
    field('due_at', '计划时间', 'datetime', '计划日期 下次跟进时间 到期时间 due due_date'),
    OWNER,
    EXTERNAL('activity_id 跟进id'),
  ],
  products: [
    text('name', '产品名称', 120, '产品 商品 商品名称 名称 product product_name item', { required: true }),
    text('series', '系列', 60, '产品系列 产品线 类别 series category product_line family'),
    money('list_price', '标价', '价格 单价 售价 定价 price sales_price list_price unit_price'),
    EXTERNAL('product_id sku 产品id'),
  ],
  users: [
    text('name', '姓名', 64, '名字 员工 员工姓名 销售 销售员 user full_name sales_agent salesperson sales_rep', {
      required: true,
    }),
    text('username', '用户名', 64, '账号 登录名 username login account'),
    field('role', '角色', 'enum', '岗位 职务 role', { values: ROLES.filter((role) => role !== 'administrator') }),
    text('team', '团队', 64, '部门 小组 team team_name department group'),
    text('region', '区域', 64, '大区 地区 region regional_office office area'),
    text('manager', '经理', 64, '主管 上级 销售经理 manager supervisor leader'),
    EXTERNAL('user_id employee_id 工号 员工编号'),
  ],
};

/** The fields as the wire shows them. */
export function wireFields(specs: readonly FieldSpec[]): ImportField[] {
  return specs.map(({ name, label, required, type, values, multiple }) => ({
    name,
    label,
    required,
    type,
    ...(values ? { values } : {}),
    ...(multiple ? { multiple } : {}),
  }));
}
