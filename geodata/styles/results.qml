<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">
[[aliases]]
 <previewExpression>[[field:region_name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="shown" filter="[[filter]]" label="[[name]]">
    <rule key="class0" symbol="0" filter="[[share]] IS NOT NULL AND [[share]] &lt; 0.2" label="0–20%"/>
    <rule key="class1" symbol="1" filter="[[share]] &gt;= 0.2 AND [[share]] &lt; 0.4" label="20–40%"/>
    <rule key="class2" symbol="2" filter="[[share]] &gt;= 0.4 AND [[share]] &lt; 0.6" label="40–60%"/>
    <rule key="class3" symbol="3" filter="[[share]] &gt;= 0.6 AND [[share]] &lt; 0.8" label="60–80%"/>
    <rule key="class4" symbol="4" filter="[[share]] &gt;= 0.8" label="80–100%"/>
    <rule key="unknown" symbol="5" filter="ELSE" label="[[word:no_figure]]"/>
   </rule>
  </rules>
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#fdf0d5"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#cfe3dc"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#8fc1c9"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="3" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#4590a6"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="4" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#0e5c7a"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="5" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#f4f5f3"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer><layer class="LinePatternFill" enabled="1" locked="0" pass="0"><prop k="angle" v="45"/><prop k="distance" v="1.6"/><prop k="line_width" v="0.26"/><prop k="color" v="#8d999f"/></layer></symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="labels">
   <rule key="shown-label" filter="[[filter]]"><settings calloutType="simple"><text-style fieldName="[[field:region_name]] || coalesce('\n' || round([[share]] * 100) || '%', '')" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="9" fontSizeUnit="Point" textColor="#1b2429" textOpacity="1" multilineHeight="1"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1" wrapChar="" autoWrapLength="0"/><placement placement="1" centroidWhole="0" centroidInside="1" quadOffset="4"/><rendering obstacle="1" displayAll="0"/></settings></rule>
  </rules>
 </labeling>
</qgis>
