<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">
[[aliases]]
 <previewExpression>[[field:item]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="shown" filter="[[filter]]" label="[[name]]">
    <rule key="status0" symbol="0" filter="[[field:status]] = 'met'" label="[[word:met]]"/>
    <rule key="status1" symbol="1" filter="[[field:status]] = 'short'" label="[[word:short]]"/>
    <rule key="status2" symbol="2" filter="[[field:status]] = 'no data'" label="[[word:no_data]]"/>
    <rule key="status3" symbol="3" filter="[[field:status]] = 'not yet due'" label="[[word:not_yet_due]]"/>
    <rule key="status4" symbol="4" filter="[[field:status]] = 'awaiting'" label="[[word:awaiting]]"/>
   </rule>
  </rules>
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#a9cfd9"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#d1560a"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#eceff0"/><prop k="outline_color" v="#ffffff"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer><layer class="LinePatternFill" enabled="1" locked="0" pass="0"><prop k="angle" v="45"/><prop k="distance" v="1.6"/><prop k="line_width" v="0.26"/><prop k="color" v="#8d999f"/></layer></symbol>
   <symbol type="fill" name="3" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#ffffff"/><prop k="outline_color" v="#0e5c7a"/><prop k="outline_style" v="solid"/><prop k="outline_width" v="0.5"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="4" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#ffffff"/><prop k="outline_color" v="#7d8a91"/><prop k="outline_style" v="dash"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="labels">
   <rule key="shown-label" filter="[[filter]]"><settings calloutType="simple"><text-style fieldName="[[field:region_name]] || coalesce('\n' || round([[field:value]], if(abs([[field:value]]) &lt; 10, 2, 1)) || if([[field:unit]] IN ('%', '‰'), '', ' ') || replace(coalesce([[field:unit]], ''), 'm2', 'm²'), '')" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="9" fontSizeUnit="Point" textColor="#1b2429" textOpacity="1" multilineHeight="1"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1" wrapChar="" autoWrapLength="0"/><placement placement="1" centroidWhole="0" centroidInside="1" quadOffset="4"/><rendering obstacle="1" displayAll="0"/></settings></rule>
  </rules>
 </labeling>
</qgis>
