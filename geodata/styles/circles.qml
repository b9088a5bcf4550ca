<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">
[[aliases]]
 <previewExpression>[[field:circle_name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="centre" symbol="0" filter="[[field:kind]] = 'centre'" label="[[word:circle_of_centre]]"/>
   <rule key="further" symbol="1" filter="ELSE" label="[[word:further_circle]]"/>
  </rules>
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#dceaee"/><prop k="outline_color" v="#0e5c7a"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.5"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#eee5f2"/><prop k="outline_color" v="#9a6fb0"/><prop k="outline_style" v="dash"/><prop k="outline_width" v="0.5"/><prop k="style" v="solid"/></layer></symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="labels">
   <rule key="label" scalemaxdenom="80000"><settings calloutType="simple"><text-style fieldName="[[field:circle_name]]" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" textColor="#26333a" textOpacity="1" multilineHeight="1"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1" wrapChar="" autoWrapLength="0"/><placement placement="1" centroidWhole="0" centroidInside="1" quadOffset="4"/><rendering obstacle="1" displayAll="0"/></settings></rule>
  </rules>
 </labeling>
</qgis>
