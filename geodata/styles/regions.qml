<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">
[[aliases]]
 <previewExpression>[[field:region_name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="1" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="compared" filter="[[field:level]] = [[level]]" label="[[word:targets_missed]]">
    <rule key="none" symbol="0" filter="[[field:targets]] &gt; 0 AND [[field:short]] = 0 AND [[field:no_data]] = 0" label="[[word:none_missed]]"/>
    <rule key="some" symbol="1" filter="[[field:short]] &gt; 0 AND [[field:short]] * 3 &lt;= [[field:targets]]" label="[[word:third_missed]]"/>
    <rule key="many" symbol="2" filter="[[field:short]] * 3 &gt; [[field:targets]] AND [[field:short]] * 3 &lt;= 2 * [[field:targets]]" label="[[word:two_thirds_missed]]"/>
    <rule key="most" symbol="3" filter="[[field:short]] * 3 &gt; 2 * [[field:targets]]" label="[[word:most_missed]]"/>
    <rule key="lacks" symbol="4" filter="[[field:short]] = 0 AND [[field:no_data]] &gt; 0" label="[[word:none_missed_lacks]]"/>
    <rule key="empty" symbol="5" filter="ELSE" label="[[word:no_target]]"/>
   </rule>
   <rule key="community" symbol="6" scalemaxdenom="30000" filter="[[field:level]] = 'community' AND [[field:level]] &lt;&gt; [[level]]" label="[[word:communities]]"/>
   <rule key="above" symbol="7" filter="[[field:level]] NOT IN ('community', [[level]])" label="[[word:regions_above]]"/>
  </rules>
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#e3eff1"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#fbdcb6"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#f2a35c"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="3" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#d1560a"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="4" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#e3eff1"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.4"/><prop k="style" v="solid"/></layer><layer class="LinePatternFill" enabled="1" locked="0" pass="0"><prop k="angle" v="45"/><prop k="distance" v="1.6"/><prop k="line_width" v="0.26"/><prop k="color" v="#8d999f"/></layer></symbol>
   <symbol type="fill" name="5" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><prop k="color" v="#f4f5f3"/><prop k="outline_color" v="#c3ccd1"/><prop k="outline_width" v="0.3"/><prop k="style" v="solid"/></layer></symbol>
   <symbol type="fill" name="6" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="1"><prop k="color" v="#ffffff"/><prop k="outline_color" v="#7d8a91"/><prop k="outline_style" v="dot"/><prop k="outline_width" v="0.2"/><prop k="style" v="no"/></layer></symbol>
   <symbol type="fill" name="7" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="2"><prop k="color" v="#ffffff"/><prop k="outline_color" v="#4b575e"/><prop k="outline_width" v="0.8"/><prop k="style" v="no"/></layer></symbol>
  </symbols>
 </renderer-v2>
 <labeling type="rule-based">
  <rules key="labels">
   <rule key="compared-label" filter="[[field:level]] = [[level]]"><settings calloutType="simple"><text-style fieldName="[[field:region_name]] || if([[field:targets]] &gt; 0, '\n' || [[quoted:met]] || ' ' || [[field:met]] || ' / ' || [[field:targets]], '')" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="9" fontSizeUnit="Point" fontWeight="50" textColor="#1b2429" textOpacity="1" multilineHeight="1"><text-buffer bufferDraw="1" bufferSize="0.9" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1" wrapChar="" autoWrapLength="0"/><placement placement="1" centroidWhole="0" centroidInside="1" quadOffset="4"/><rendering obstacle="1" displayAll="0"/></settings></rule>
   <rule key="community-label" scalemaxdenom="30000" filter="[[field:level]] = 'community' AND [[field:level]] &lt;&gt; [[level]]"><settings calloutType="simple"><text-style fieldName="[[field:region_name]]" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="7" fontSizeUnit="Point" textColor="#56646c" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="#ffffff" bufferOpacity="0.85"/></text-style><text-format multilineAlign="1"/><placement placement="1" centroidInside="1" quadOffset="4"/><rendering obstacle="1"/></settings></rule>
  </rules>
 </labeling>
</qgis>
