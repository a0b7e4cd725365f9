/** Names of instruments, one group of equal names a line: usual name, other names, English, abbreviations. */
export const instruments = `
扫描电子显微镜|扫描电镜|Scanning Electron Microscope|SEM
场发射扫描电子显微镜|场发射扫描电镜|场发射电镜|Field Emission Scanning Electron Microscope|FE-SEM|FESEM
环境扫描电子显微镜|环境扫描电镜|Environmental Scanning Electron Microscope|ESEM
透射电子显微镜|透射电镜|Transmission Electron Microscope|TEM
场发射透射电子显微镜|高分辨透射电镜|高分辨透射电子显微镜|High Resolution Transmission Electron Microscope|HRTEM|FE-TEM
球差校正透射电子显微镜|球差电镜|球差校正电镜|Aberration-Corrected Transmission Electron Microscope|AC-TEM|Cs-corrected TEM
冷冻透射电子显微镜|冷冻电镜|冷冻电子显微镜|Cryo-Electron Microscope|Cryo-EM|cryoTEM
聚焦离子束|双束电镜|聚焦离子束电子束双束系统|Focused Ion Beam|FIB|FIB-SEM
原子力显微镜|扫描探针显微镜|Atomic Force Microscope|AFM|SPM
扫描隧道显微镜|Scanning Tunneling Microscope|STM
激光共聚焦显微镜|激光扫描共聚焦显微镜|共聚焦显微镜|Confocal Laser Scanning Microscope|CLSM|LSCM
超高分辨显微镜|超分辨显微镜|超高分辨荧光显微镜|Super-Resolution Microscope|STED|STORM
双光子显微镜|多光子显微镜|Two-Photon Microscope|multiphoton microscope
荧光显微镜|倒置荧光显微镜|Fluorescence Microscope
光学显微镜|金相显微镜|Optical Microscope|metallographic microscope
体视显微镜|立体显微镜|Stereo Microscope
数字切片扫描仪|病理切片扫描仪|Slide Scanner
活细胞工作站|活细胞成像系统|Live Cell Imaging System
电子探针|电子探针显微分析仪|Electron Probe Micro-Analyzer|EPMA
能谱仪|X射线能谱仪|Energy Dispersive Spectrometer|EDS|EDX
电子背散射衍射|电子背散射衍射仪|Electron Backscatter Diffraction|EBSD
离子减薄仪|氩离子抛光仪|离子研磨仪|Ion Milling System|cross section polisher
超薄切片机|Ultramicrotome
X射线衍射仪|X射线粉末衍射仪|粉末衍射仪|粉末衍射|X-ray Diffractometer|XRD|PXRD
X射线单晶衍射仪|单晶衍射仪|单晶衍射|Single Crystal X-ray Diffractometer|SCXRD
小角X射线散射仪|小角散射|Small Angle X-ray Scattering|SAXS
X射线荧光光谱仪|荧光光谱分析仪|X-ray Fluorescence Spectrometer|XRF
X射线光电子能谱仪|光电子能谱仪|光电子能谱|X-ray Photoelectron Spectrometer|XPS|ESCA
俄歇电子能谱仪|俄歇能谱|Auger Electron Spectrometer|AES
紫外光电子能谱|Ultraviolet Photoelectron Spectrometer|UPS
X射线显微镜|显微CT|微米CT|X-ray Microscope|Micro-CT
工业CT|X射线计算机断层扫描|X-ray Computed Tomography|industrial CT
核磁共振波谱仪|核磁共振谱仪|核磁共振仪|核磁共振|核磁|Nuclear Magnetic Resonance Spectrometer|NMR
固体核磁共振波谱仪|固体核磁|固体核磁共振|Solid-State NMR|ssNMR
低场核磁共振分析仪|低场核磁|Low-Field NMR|LF-NMR
磁共振成像系统|磁共振成像|核磁共振成像|磁共振|Magnetic Resonance Imaging|MRI|fMRI
电子顺磁共振波谱仪|电子顺磁共振|电子自旋共振|顺磁共振|Electron Paramagnetic Resonance Spectrometer|EPR|ESR
质谱仪|质谱|Mass Spectrometer|MS
液相色谱质谱联用仪|液相色谱-质谱联用仪|液质联用仪|液质联用|液质|Liquid Chromatography Mass Spectrometer|LC-MS|LC-MS/MS
气相色谱质谱联用仪|气相色谱-质谱联用仪|气质联用仪|气质联用|气质|Gas Chromatography Mass Spectrometer|GC-MS
电感耦合等离子体质谱仪|等离子体质谱|等离子质谱|Inductively Coupled Plasma Mass Spectrometer|ICP-MS
电感耦合等离子体发射光谱仪|等离子体发射光谱|等离子发射光谱仪|Inductively Coupled Plasma Optical Emission Spectrometer|ICP-OES|ICP-AES
基质辅助激光解吸电离飞行时间质谱仪|飞行时间质谱|Matrix-Assisted Laser Desorption Ionization Time-of-Flight Mass Spectrometer|MALDI-TOF|MALDI-TOF MS
轨道阱高分辨质谱仪|高分辨质谱仪|高分辨质谱|静电场轨道阱质谱|High Resolution Mass Spectrometer|HRMS|Orbitrap
三重四极杆质谱仪|三重四级杆质谱仪|三重四极杆|Triple Quadrupole Mass Spectrometer|QQQ
四极杆飞行时间质谱仪|Quadrupole Time-of-Flight Mass Spectrometer|Q-TOF
二次离子质谱仪|二次离子质谱|Secondary Ion Mass Spectrometer|SIMS|TOF-SIMS
同位素比质谱仪|稳定同位素质谱仪|Isotope Ratio Mass Spectrometer|IRMS
热电离质谱仪|Thermal Ionization Mass Spectrometer|TIMS
辉光放电质谱仪|Glow Discharge Mass Spectrometer|GD-MS
色谱仪|色谱|Chromatograph|Chromatography
高效液相色谱仪|液相色谱仪|液相色谱|高效液相|High Performance Liquid Chromatograph|HPLC|High Performance Liquid Chromatography
超高效液相色谱仪|超高压液相色谱|超高效液相|Ultra Performance Liquid Chromatograph|UPLC|UHPLC
气相色谱仪|气相色谱|Gas Chromatograph|GC
离子色谱仪|离子色谱|Ion Chromatograph|IC
凝胶渗透色谱仪|凝胶色谱仪|凝胶色谱|体积排阻色谱|Gel Permeation Chromatograph|GPC
制备液相色谱仪|制备液相|Preparative HPLC|prep-HPLC
薄层色谱|薄层色谱扫描仪|Thin Layer Chromatography|TLC
毛细管电泳仪|毛细管电泳|Capillary Electrophoresis|CE
原子吸收光谱仪|原子吸收分光光度计|原子吸收|Atomic Absorption Spectrometer|AAS
原子荧光光谱仪|原子荧光光度计|原子荧光|Atomic Fluorescence Spectrometer|AFS
直读光谱仪|火花直读光谱仪|Optical Emission Spectrometer|spark OES
傅里叶变换红外光谱仪|傅立叶变换红外光谱仪|傅里叶红外光谱仪|红外光谱仪|红外光谱|Fourier Transform Infrared Spectrometer|FTIR|FT-IR
近红外光谱仪|近红外光谱|Near Infrared Spectrometer|NIR
拉曼光谱仪|激光拉曼光谱仪|显微共聚焦拉曼光谱仪|共聚焦拉曼|拉曼|Raman Spectrometer|confocal Raman
紫外可见分光光度计|紫外可见近红外分光光度计|紫外分光光度计|紫外可见光谱仪|紫外可见|UV-Vis Spectrophotometer|UV-Vis
分光光度计|Spectrophotometer
荧光光谱仪|荧光分光光度计|稳态瞬态荧光光谱仪|Fluorescence Spectrometer|photoluminescence
圆二色光谱仪|圆二色谱仪|圆二色谱|Circular Dichroism Spectrometer|CD
光谱椭偏仪|椭偏仪|椭圆偏振仪|Spectroscopic Ellipsometer|ellipsometry
激光粒度仪|激光粒度分析仪|粒度分析仪|粒度仪|Laser Particle Size Analyzer|particle sizer
纳米粒度及电位分析仪|纳米粒度仪|动态光散射|动态光散射仪|Zeta电位仪|Dynamic Light Scattering|DLS|Zetasizer
比表面积及孔隙度分析仪|比表面积分析仪|比表面积测试仪|比表面仪|物理吸附仪|Surface Area and Porosity Analyzer|BET|BET analyzer
压汞仪|Mercury Porosimeter|mercury intrusion porosimetry
化学吸附仪|程序升温化学吸附仪|Chemisorption Analyzer|TPD|TPR
元素分析仪|有机元素分析仪|碳氢氮元素分析仪|Elemental Analyzer|CHNS analyzer
碳硫分析仪|Carbon Sulfur Analyzer
氧氮氢分析仪|Oxygen Nitrogen Hydrogen Analyzer
总有机碳分析仪|TOC分析仪|Total Organic Carbon Analyzer|TOC
测汞仪|Mercury Analyzer
自动电位滴定仪|电位滴定仪|Potentiometric Titrator
卡尔费休水分仪|水分测定仪|Karl Fischer Titrator
热重分析仪|热失重分析仪|热重|Thermogravimetric Analyzer|TGA
差示扫描量热仪|差热分析仪|差示扫描量热|Differential Scanning Calorimeter|DSC
同步热分析仪|综合热分析仪|热分析仪|Simultaneous Thermal Analyzer|STA|TG-DSC
动态热机械分析仪|动态力学分析仪|Dynamic Mechanical Analyzer|DMA
热机械分析仪|热膨胀仪|Thermomechanical Analyzer|TMA|dilatometer
导热系数测定仪|导热仪|激光导热仪|Thermal Conductivity Analyzer|laser flash analyzer
绝热加速量热仪|加速量热仪|Accelerating Rate Calorimeter|ARC
等温滴定量热仪|微量热仪|Isothermal Titration Calorimeter|ITC
旋转流变仪|流变仪|Rheometer|rotational rheometer
毛细管流变仪|Capillary Rheometer
熔融指数仪|熔体流动速率仪|Melt Flow Indexer
万能材料试验机|万能试验机|电子万能试验机|拉力试验机|拉力机|Universal Testing Machine|UTM|tensile tester
疲劳试验机|高频疲劳试验机|液压伺服疲劳试验机|Fatigue Testing Machine
冲击试验机|摆锤冲击试验机|Impact Tester
硬度计|维氏硬度计|洛氏硬度计|布氏硬度计|Hardness Tester
纳米压痕仪|纳米力学测试系统|Nanoindenter|nanoindentation
摩擦磨损试验机|摩擦试验机|Tribometer|wear tester
接触角测量仪|接触角仪|Contact Angle Goniometer
表面张力仪|Tensiometer
台阶仪|表面轮廓仪|探针式轮廓仪|Stylus Profilometer|profiler
白光干涉仪|三维光学轮廓仪|三维形貌仪|White Light Interferometer|optical profiler
三坐标测量机|三坐标|三坐标测量仪|Coordinate Measuring Machine|CMM
激光跟踪仪|Laser Tracker
三维扫描仪|三维激光扫描仪|3D Scanner
圆度仪|Roundness Tester
粗糙度仪|Surface Roughness Tester
电化学工作站|电化学综合测试仪|恒电位仪|Electrochemical Workstation|potentiostat
电池测试系统|充放电测试系统|充放电仪|电池充放电测试仪|Battery Test System|battery cycler
综合物性测量系统|物性测量系统|Physical Property Measurement System|PPMS
磁学测量系统|振动样品磁强计|超导量子干涉仪|Magnetic Property Measurement System|SQUID|VSM|MPMS
霍尔效应测试仪|霍尔测试|Hall Effect Measurement System
四探针测试仪|四探针|Four-Point Probe
半导体参数分析仪|半导体特性分析系统|探针台|Semiconductor Parameter Analyzer|probe station
太阳光模拟器|太阳能电池测试系统|IV测试系统|Solar Simulator
阻抗分析仪|LCR测试仪|Impedance Analyzer|LCR meter
铁电测试仪|铁电分析仪|Ferroelectric Tester
矢量网络分析仪|网络分析仪|矢网|Vector Network Analyzer|VNA
频谱分析仪|信号分析仪|频谱仪|Spectrum Analyzer
示波器|数字示波器|Oscilloscope|Digital Oscilloscope|DSO
信号发生器|任意波形发生器|Signal Generator|AWG
逻辑分析仪|Logic Analyzer
电磁兼容暗室|电波暗室|微波暗室|EMC Chamber|anechoic chamber|EMC
光纤光谱仪|光谱仪|Spectrometer
磁控溅射镀膜机|磁控溅射|溅射仪|Magnetron Sputtering System|PVD|sputtering
电子束蒸发镀膜机|电子束蒸发|热蒸发镀膜|E-beam Evaporator
原子层沉积系统|原子层沉积|Atomic Layer Deposition|ALD
等离子体增强化学气相沉积系统|化学气相沉积|Plasma-Enhanced Chemical Vapor Deposition|PECVD|CVD
金属有机化学气相沉积|金属有机物化学气相沉积系统|Metal-Organic Chemical Vapor Deposition|MOCVD
分子束外延|分子束外延系统|Molecular Beam Epitaxy|MBE
脉冲激光沉积|脉冲激光沉积系统|Pulsed Laser Deposition|PLD
反应离子刻蚀机|等离子刻蚀机|干法刻蚀|深硅刻蚀|刻蚀机|Reactive Ion Etcher|RIE|ICP-RIE|DRIE
光刻机|紫外光刻机|接触式光刻机|Mask Aligner|photolithography|lithography
电子束曝光系统|电子束光刻|电子束曝光|Electron Beam Lithography|EBL
纳米压印|纳米压印机|Nanoimprint Lithography|NIL
划片机|砂轮划片机|Dicing Saw
引线键合机|键合机|Wire Bonder
匀胶机|旋涂仪|Spin Coater
快速退火炉|快速热处理炉|Rapid Thermal Processing|RTP
管式炉|马弗炉|高温炉|Tube Furnace|muffle furnace
放电等离子烧结炉|放电等离子烧结|Spark Plasma Sintering|SPS
手套箱|Glove Box
流式细胞仪|流式细胞分选仪|流式分选|流式|Flow Cytometer|FACS|FCM
质谱流式细胞仪|质谱流式|Mass Cytometer|CyTOF
PCR仪|聚合酶链式反应仪|PCR Thermal Cycler|PCR
实时荧光定量PCR仪|荧光定量PCR|定量PCR|Real-Time PCR System|qPCR|RT-PCR
数字PCR仪|微滴式数字PCR|Digital PCR System|dPCR|ddPCR
高通量测序仪|二代测序仪|基因测序仪|高通量测序|High-Throughput Sequencer|NGS|next-generation sequencing
DNA测序仪|一代测序仪|遗传分析仪|DNA Analyzer|Sanger sequencer|genetic analyzer
三代测序仪|纳米孔测序仪|单分子测序|Third-Generation Sequencer|nanopore sequencer
单细胞测序建库系统|单细胞测序平台|单细胞测序|Single-Cell Sequencing System|scRNA-seq
基因芯片扫描仪|微阵列芯片扫描仪|Microarray Scanner
多功能酶标仪|酶标仪|微孔板读数仪|Microplate Reader|ELISA reader
化学发光成像系统|凝胶成像系统|凝胶成像仪|Gel Imaging System
表面等离子共振仪|分子相互作用仪|生物大分子相互作用仪|Surface Plasmon Resonance|SPR|Biacore
蛋白质纯化系统|蛋白纯化仪|快速蛋白液相色谱|Protein Purification System|FPLC|AKTA
多肽合成仪|Peptide Synthesizer
氨基酸分析仪|Amino Acid Analyzer
超速离心机|高速冷冻离心机|离心机|Ultracentrifuge|centrifuge
真空冷冻干燥机|冻干机|冷冻干燥机|Freeze Dryer|lyophilizer
喷雾干燥机|喷雾干燥仪|Spray Dryer
生物反应器|发酵罐|发酵系统|Bioreactor|fermenter
高压均质机|均质机|High Pressure Homogenizer
小动物活体成像系统|活体成像|小动物成像|In Vivo Imaging System|IVIS
小动物超声成像系统|小动物超声|Small Animal Ultrasound
膜片钳系统|膜片钳|Patch Clamp
脑电图仪|脑电采集系统|脑电|Electroencephalograph|EEG
生物安全柜|Biosafety Cabinet
二氧化碳培养箱|细胞培养箱|CO2 Incubator
金属3D打印机|选区激光熔化设备|激光选区熔化|增材制造设备|金属增材制造|Selective Laser Melting System|SLM|metal 3D printer|additive manufacturing
3D打印机|三维打印机|光固化3D打印机|3D Printer|SLA
五轴加工中心|五轴数控机床|五轴联动加工中心|Five-Axis Machining Center|five-axis CNC
加工中心|数控加工中心|数控机床|Machining Center|CNC
激光切割机|Laser Cutting Machine
激光焊接机|Laser Welding Machine
飞秒激光放大器|飞秒激光器|飞秒激光|Femtosecond Laser|ultrafast laser
飞秒激光加工系统|激光微加工|Laser Micromachining
同步辐射光束线站|同步辐射|光束线|Synchrotron Beamline|XAFS|XAS
高低温湿热试验箱|环境试验箱|恒温恒湿箱|恒温恒湿试验箱|Environmental Test Chamber|climatic chamber
盐雾腐蚀试验箱|盐雾试验箱|盐雾试验|Salt Spray Test Chamber
紫外老化试验箱|氙灯老化试验箱|老化试验箱|Weathering Tester|UV aging chamber
振动试验台|振动台|电动振动试验系统|Vibration Test System|shaker
冲击试验台|跌落试验机|Drop Tester
风洞|低速风洞|Wind Tunnel
锥形量热仪|Cone Calorimeter
氧指数仪|氧指数测定仪|Oxygen Index Tester
超声波探伤仪|超声探伤|Ultrasonic Flaw Detector
红外热像仪|热成像仪|Infrared Thermal Camera
高速摄像机|高速相机|High-Speed Camera
粒子图像测速|粒子图像测速系统|Particle Image Velocimetry|PIV
激光多普勒测振仪|激光测振仪|Laser Doppler Vibrometer
声学成像仪|消声室|Anechoic Room
双螺杆挤出机|挤出机|Twin Screw Extruder
注塑机|Injection Molding Machine
静电纺丝机|静电纺丝|静电纺丝设备|Electrospinning
微波消解仪|Microwave Digestion System
旋转蒸发仪|Rotary Evaporator
高压反应釜|反应釜|Autoclave Reactor
超纯水机|Ultrapure Water System
高性能计算集群|高性能计算|超算|High Performance Computing|HPC
pH计|酸度计|pH Meter
电子天平|分析天平|Analytical Balance
无菌室|洁净室|超净间|超净室|Clean Room
中试线|中试生产线|中试平台|Pilot Line
`;
