export const help = {
  title: "使用帮助",
  kicker: "科享",
  lead: "面向中小企业、资源提供单位和科技主管部门的常用操作说明。",
  contents: "本页内容",
  sections: {
    find: {
      title: "查找资源",
      points: [
        "在首页输入仪器名称、英文缩写、型号、专利号或检测项目，例如“扫描电镜”“SEM”“测重金属”。不确定全称时，输入一部分即可。",
        "用左侧条件按类别、地区、学科和单位缩小范围。所选条件都在网址中，可以收藏或转发。",
        "设施页面列出技术指标、各类用户的价格、最近空闲时段和使用规则，无需登录即可查看。",
      ],
    },
    book: {
      title: "预约设施",
      points: [
        "登录后在设施页面选择空闲时段，填写用途并确认使用条款。提交前会显示价格和所有不符合规则之处。",
        "需要审批的设施，提交后为“待审批”，该时段已为您保留；提供单位同意后转为“已确认”。超过答复期限未处理的，自动失效并释放时段。",
        "在“我的预约”中可以取消。取消前会说明是否收取费用。",
      ],
    },
    provide: {
      title: "提供资源",
      points: [
        "先完成单位认证：填写统一社会信用代码并上传证明，由所在地科技主管部门核验。",
        "逐项填写，或用 UNIQUIP、NRII 仪器设备表、本平台 CSV 批量导入。有误的行会逐一指出，其余照常导入。",
        "财政资金购置的设施须公布成本构成，收费不得高于成本之和。",
        "预约完成后自动形成使用记录，可用于年度开放共享报告。",
      ],
    },
    oversee: {
      title: "审核与监管",
      points: [
        "主管部门只看到本行政区域内的单位和资源，按等待时间处理认证和发布审核。",
        "退回和暂停须写明理由，对方随时可以看到。每一次状态变化都记入不可更改的日志。",
      ],
    },
    keyboard: {
      title: "键盘操作",
      points: [
        "/ 跳到搜索框；? 打开按键说明。",
        "Tab 在链接、按钮和输入框之间移动；空格选中，回车确认。",
        "在表格中用 j、k 上下移动，回车打开所在行。",
      ],
    },
    access: {
      title: "无障碍与兼容",
      points: [
        "页面按 WCAG 2.2 AA 设计，可用键盘和读屏软件完成全部操作；关闭脚本后仍可使用。",
        "遇到障碍时，请与平台运营方联系。",
      ],
    },
    privacy: {
      title: "个人信息",
      points: [
        "平台只保存办理业务所需的姓名、邮箱和操作记录。对外页面只显示单位及其公开联系方式，不显示个人。",
        "登录状态用必要的 Cookie 保存；不使用跟踪或广告 Cookie。",
      ],
    },
  },
  lifecycles: {
    title: "办理流程",
    link: "查看各类事项的办理流程",
    lead: "每类事项可能处于的状态，以及谁可以把它推进到下一步。系统即按此表执行。",
    step: "操作",
    from: "原状态",
    to: "新状态",
    by: "由谁操作",
    same: "（状态不变）",
    or: "、",
    caption: "{{entity}}的状态变化",
  },
  entities: {
    facility: "科研设施",
    technology: "技术成果",
    service: "科技服务",
    demand: "技术需求",
    demand_call: "需求方案征集",
    proposal: "研发方案",
    booking: "预约",
    waitlist_entry: "候补",
    sample_order: "送样委托",
    verification: "单位认证",
    training_session: "培训",
    violation: "违约记录",
    facility_block: "限制预约",
    instrument_problem: "仪器报修",
    assessment_cycle: "年度考核",
    result_objection: "考核结果异议",
    assessment_proposal: "考核建议",
    misconduct_case: "失信案件",
    objection: "信用异议",
    rectification: "限期整改",
    repair: "信用修复",
    charge: "费用",
    refund: "退款",
  },
};
