/** Fields of technology, materials, properties and tests, one group of equal names a line. */
export const topics = `
锂离子电池|锂电池|锂电|lithium-ion battery|lithium battery|li-ion battery|Li-ion
锂离子电池正极材料|锂电池正极材料|正极材料|三元正极材料|高镍三元正极|磷酸铁锂正极|cathode material|lithium-ion battery cathode material|NCM cathode
锂离子电池负极材料|锂电池负极材料|负极材料|硅碳负极|anode material
锂离子电池电解液|锂电池电解液|电解液|lithium-ion battery electrolyte
锂离子电池隔膜|锂电池隔膜|隔膜|battery separator
废旧锂电池回收|锂电池回收|动力电池回收|退役电池回收|battery recycling
固态电池|全固态电池|固态电解质|solid-state battery|solid-state electrolyte|all-solid-state battery
钠离子电池|钠电池|sodium-ion battery
硬碳|硬碳负极|hard carbon
锂硫电池|lithium-sulfur battery
液流电池|全钒液流电池|flow battery|vanadium redox flow battery
燃料电池|质子交换膜燃料电池|fuel cell|PEMFC
电池管理系统|电池管理|battery management system|BMS
超级电容器|超级电容|supercapacitor
电解水制氢|制氢|水电解|water electrolysis|hydrogen production|green hydrogen
储氢材料|储氢|hydrogen storage
钙钛矿太阳能电池|钙钛矿电池|钙钛矿光伏|钙钛矿|perovskite solar cell|perovskite|PSC
异质结太阳能电池|异质结电池|HJT电池|heterojunction solar cell|HJT
太阳能电池|光伏电池|光伏|solar cell|photovoltaic|PV
风电叶片|风力发电叶片|wind turbine blade
石墨烯|石墨烯薄膜|graphene
氧化石墨烯|graphene oxide
碳纳米管|carbon nanotube|CNT
碳纤维|碳纤维复合材料|carbon fiber|carbon fibre|CFRP
气凝胶|二氧化硅气凝胶|aerogel
高熵合金|high-entropy alloy|HEA
钛合金|titanium alloy|Ti-6Al-4V
钛合金增材制造|钛合金3D打印|3D打印钛合金|titanium alloy additive manufacturing
镁合金|magnesium alloy
铝合金|aluminium alloy|aluminum alloy
高温合金|superalloy|high-temperature alloy
不锈钢|stainless steel
金属有机框架材料|金属有机框架|metal-organic framework|MOF
共价有机框架|covalent organic framework|COF
分子筛|沸石|zeolite|molecular sieve
催化剂|catalyst|catalysis
光催化剂|光催化|photocatalyst|photocatalysis
电催化|电催化剂|electrocatalyst|electrocatalysis
二氧化碳电还原催化剂|二氧化碳还原|CO2还原|CO2 electroreduction|CO2RR
二氧化碳捕集|碳捕集|碳捕获|carbon capture|carbon dioxide capture|CCUS|CCS
挥发性有机物治理|挥发性有机物|VOCs治理|有机废气处理|VOC abatement|volatile organic compounds|VOCs
土壤重金属修复|土壤修复|soil remediation
废水处理|污水处理|wastewater treatment|sewage treatment
反渗透膜|反渗透|reverse osmosis membrane|reverse osmosis|RO membrane
超滤膜|纳滤膜|ultrafiltration membrane|nanofiltration membrane
脱硫脱硝|烟气脱硫|desulfurization|denitrification
聚氯乙烯|PVC|polyvinyl chloride
聚乙烯|polyethylene|PE
聚丙烯|polypropylene|PP
聚碳酸酯|polycarbonate
聚氨酯|polyurethane|PU
聚酰亚胺|polyimide|PI
聚乳酸|polylactic acid|PLA
环氧树脂|epoxy resin
有机硅|硅橡胶|silicone rubber
可降解塑料|生物降解塑料|biodegradable plastic
阻燃剂|阻燃材料|flame retardant
水凝胶|hydrogel
形状记忆合金|shape memory alloy
液晶|liquid crystal
陶瓷|先进陶瓷|结构陶瓷|ceramic|ceramics
压电陶瓷|压电材料|piezoelectric ceramic|piezoelectric
磁性材料|永磁材料|稀土永磁|钕铁硼|permanent magnet|NdFeB
稀土材料|稀土发光材料|rare earth
碳化硅|碳化硅外延片|碳化硅单晶|SiC单晶|silicon carbide|SiC
氮化镓|氮化镓功率器件|GaN外延|GaN功率器件|gallium nitride|GaN|GaN HEMT
功率半导体|功率器件|power semiconductor|power device|IGBT
光刻胶|photoresist
化学机械抛光液|化学机械抛光|抛光液|chemical mechanical polishing|CMP|CMP slurry
忆阻器|memristor
柔性电子|柔性传感器|flexible electronics
电子皮肤|electronic skin|e-skin
量子点|量子点发光二极管|quantum dot|quantum dots|QLED
有机发光二极管|OLED|organic light-emitting diode
微型发光二极管|Micro-LED
发光二极管|LED|light-emitting diode
激光雷达|车载激光雷达|LiDAR|lidar sensor
毫米波雷达|毫米波天线|millimeter wave|mmWave
光纤传感|光纤光栅传感器|光纤传感器|fiber Bragg grating|optical fiber sensor|FBG
太赫兹|太赫兹成像|terahertz|terahertz imaging|THz
硅光子|硅光|silicon photonics
微机电系统|MEMS传感器|MEMS|micro-electro-mechanical systems
量子密钥分发|量子通信|quantum key distribution|quantum communication|QKD
量子计算|quantum computing
人工智能|artificial intelligence|AI
大语言模型|大模型|large language model|LLM
机器学习|深度学习|machine learning|deep learning
目标检测|目标检测方法|目标识别|object detection|YOLO
机器视觉|机器视觉检测|视觉检测|machine vision|visual inspection
语音识别|speech recognition|ASR
自然语言处理|natural language processing|NLP
知识图谱|知识图谱构建|knowledge graph
联邦学习|隐私计算|federated learning|privacy computing
区块链|blockchain
数字孪生|digital twin
物联网|internet of things|IoT
无线传感器网络|wireless sensor network|WSN
自动驾驶|无人驾驶|autonomous driving|self-driving
自动驾驶路径规划|路径规划|path planning
无人机|无人机集群|多旋翼无人机|unmanned aerial vehicle|UAV|drone
工业机器人|机械臂|协作机械臂|协作机器人|industrial robot|manipulator|robot arm
机器人|robot|robotics
手术机器人|腔镜手术机器人|surgical robot
高端轴承|滚动轴承|轴承|bearing|rolling bearing
齿轮|减速器|谐波减速器|gear|reducer
电机|永磁同步电机|motor|PMSM
液压|液压泵|hydraulic
嵌合抗原受体T细胞|CAR-T|chimeric antigen receptor T cell
信使核糖核酸疫苗|mRNA疫苗|mRNA vaccine|messenger RNA
抗体药物偶联物|抗体偶联药物|antibody-drug conjugate|ADC
单克隆抗体|单抗|monoclonal antibody
基因编辑|CRISPR|CRISPR-Cas9|gene editing
干细胞|stem cell
类器官|organoid
微流控|微流控芯片|microfluidic chip|microfluidics|lab-on-a-chip
血管支架|心脏支架|可降解血管支架|coronary stent|vascular stent
骨支架|人工骨|骨修复材料|bone scaffold
人工关节|artificial joint
电子内窥镜|内窥镜|胶囊内镜|endoscope|endoscopy
医学影像|医学影像智能诊断|医学影像AI|肺结节检测|medical imaging
体外诊断|体外诊断试剂|in vitro diagnostics|IVD
药物递送|纳米递药|药物载体|drug delivery
中药|中药提取|中药材|traditional Chinese medicine|TCM
益生菌|probiotics
食品安全|食品安全快速检测|食品检测|food safety
农药残留|农药残留检测|农残|pesticide residue
饲料添加剂|feed additive
病虫害防治|病虫害智能识别|植保|pest control|crop pest identification
育种|分子育种|breeding
植物工厂|设施农业|plant factory
水产养殖|aquaculture
碳足迹|碳足迹核算|carbon footprint
重金属|重金属检测|痕量重金属检测|heavy metal|heavy metals
水质检测|水质分析|water quality
比表面积|比表面|specific surface area
孔径分布|孔径|pore size distribution
粒径|粒度|粒度分布|particle size
薄膜厚度|膜厚|film thickness
折射率|refractive index
氢谱|氢谱碳谱|1H NMR
碳谱|13C NMR
元素面分布|面扫描|elemental mapping|EDS mapping
微区成分分析|成分分析|composition analysis
形貌|形貌观察|表面形貌|morphology
晶体结构|晶体结构分析|crystal structure
物相分析|物相|phase analysis
拉伸|拉伸试验|拉伸强度|tensile test|tensile strength
冲击强度|抗冲击|impact strength
耐腐蚀|腐蚀|防腐|corrosion
失效分析|failure analysis
无损检测|non-destructive testing|NDT
可靠性试验|可靠性测试|reliability test
电磁兼容|电磁兼容测试|electromagnetic compatibility
代谢组学|metabolomics
蛋白质组学|蛋白组学|proteomics
转录组测序|转录组|RNA-seq|transcriptome
全基因组测序|基因组测序|whole genome sequencing|WGS
宏基因组|metagenome|metagenomics
亲和力测定|亲和力|蛋白质相互作用|protein interaction|binding affinity
自由基检测|自由基|free radical
细胞分选|cell sorting
细胞荧光成像|细胞成像|cell imaging
同位素比值|同位素分析|isotope ratio
稀土元素分析|rare earth element analysis
残余应力|residual stress
疲劳寿命|fatigue life
计量校准|校准|检定|calibration|metrology
查新|科技查新|novelty search
标准制定|标准查询|standards
知识产权|专利分析|patent analysis|intellectual property
`;
