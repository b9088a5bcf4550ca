<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">
[[aliases]]
 <previewExpression>[[field:name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
[[each:types]]   <rule key="type[[item:index]]" symbol="[[item:index]]" filter="[[field:type]] = [[item:value]] AND [[field:counts]] = 1" label="[[item:label]]"/>
[[end]]   <rule key="out" symbol="out" filter="ELSE" label="[[word:not_in_use]]"/>
  </rules>
  <symbols>
[[each:types]]   <symbol type="marker" name="[[item:index]]" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="[[item:colour]]"/><prop k="outline_color" v="#26333a"/><prop k="outline_width" v="0.15"/><prop k="name" v="[[item:shape]]"/><prop k="size" v="3.2"/></layer></symbol>
[[end]]   <symbol type="marker" name="out" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="#ffffff"/><prop k="outline_color" v="#7d8a91"/><prop k="outline_width" v="0.3"/><prop k="name" v="circle"/><prop k="size" v="2.4"/></layer></symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="labels">
   <rule key="label" scalemaxdenom="8000"><settings calloutType="simple"><text-style fieldName="[[field:name]]" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="7.5" fontSizeUnit="Point" textColor="#26333a" textOpacity="1" multilineHeight="1"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1" wrapChar="" autoWrapLength="0"/><placement placement="0" dist="1.2" distUnits="MM" quadOffset="4"/><rendering obstacle="1" displayAll="0"/></settings></rule>
  </rules>
 </labeling>
</qgis>
